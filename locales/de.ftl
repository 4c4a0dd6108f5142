# Alles, was Redress zu Menschen sagt, auf Deutsch. Schlüssel und Reihenfolge wie in en.ftl.

## Zeit, Zahlen, Geld

span-moment = ein Augenblick
span-minutes = { $minutes } Min.
span-hours = { $hours } Std.
span-hours-minutes = { $hours } Std. { $minutes } Min.
span-days = { $days ->
    [one] { $days } Tag
   *[other] { $days } Tage
}
span-days-hours = { $days ->
    [one] { $days } Tag { $hours } Std.
   *[other] { $days } Tage { $hours } Std.
}
date-today = heute, { $time }
date-yesterday = gestern, { $time }
date-day = { $day }. { $month }
date-day-year = { $day }. { $month } { $year }
date-moment = { $day }, { $time }
month-january = Januar
month-february = Februar
month-march = März
month-april = April
month-may = Mai
month-june = Juni
month-july = Juli
month-august = August
month-september = September
month-october = Oktober
month-november = November
month-december = Dezember
number = { $number }
money = { $amount } { $sign }

## Status notes: what a board says about a change of state, on servers of every kind

note-filed = Deine Beschwerde über { $brand } hat ihre Seite: { $link } – In zehn Minuten steht sie dort für alle. Damit sie sofort dort steht, antworte #file. War sie nicht als Beschwerde gemeint, antworte innerhalb einer Stunde #nocomplaint.
note-acknowledged = { $brand } hat diese Beschwerde gesehen; ein Mensch mit Namen kümmert sich.
note-asked = { $brand } braucht noch eine Auskunft. Eine Antwort hier genügt.
note-offered = { $brand } hält das für gelöst: { $outcome }. Stimmt das, antworte #confirmed, wenn du magst mit einer Note wie 8/10. Stimmt es nicht, antworte #notresolved.
note-offered-declined = { $brand } sagt, was es nicht tun wird, und hält das für beantwortet. Nimmst du das an, antworte #confirmed, sonst #notresolved.
note-outcome-refund = Erstattung
note-outcome-replacement = Ersatz
note-outcome-repair = Reparatur
note-outcome-explanation = Erklärung
note-outcome-apology = Entschuldigung
note-outcome-workaround = Umweg
note-outcome-declined = abgelehnt
note-confirmed = Gelöst: Wer sich über { $brand } beschwert hat, bestätigt es.
note-confirmed-rated = Gelöst: Wer sich über { $brand } beschwert hat, bestätigt es und gibt { $rating } von 10.
note-declined = Noch nicht gelöst, sagt, wer sich beschwert hat. { $brand } ist wieder am Zug.
note-given-up = Wer sich beschwert hat, gibt auf: { $brand } hat das nicht gelöst.
note-reopened = Das Problem ist wieder da: Diese Beschwerde über { $brand } ist wieder offen.
note-withdrawn = Wer sich über { $brand } beschwert hat, nimmt es zurück.
note-lapsed = Das Angebot von { $brand } blieb 14 Tage ohne Antwort. Es gilt noch; eine Antwort zählt auch jetzt.
note-dismissed = Die Moderation hat diese Beschwerde über { $brand } geschlossen. Der Grund steht auf ihrer Seite.
note-reinstated = Die Moderation hat diese Beschwerde über { $brand } wieder geöffnet.
note-handed-off = { $brand } gibt das an jemand anderen weiter.
note-promised = { $brand } verspricht, bis { $day } zu handeln.
note-promise-kept = { $brand } sagt, das Versprechen sei gehalten.
note-promise-refuted = Wer sich beschwert hat, sagt: Das Versprechen von { $brand } ist nicht gehalten.
note-promise-broken = Der Tag, den { $brand } versprochen hat, ist vorbei.
note-reminded = Das Angebot von { $brand } wartet auf deine Antwort: #confirmed oder #notresolved.
note-asked-again = Ist es noch behoben? Wenn ja, antworte noch einmal #confirmed; ist das Problem wieder da, antworte #stillbroken.
note-escalated-representative = Diese Beschwerde geht an eine Person, die für die Marke spricht.
note-escalated-executive = Diese Beschwerde geht an die Leitung der Marke.
note-escalated-mediator = Diese Beschwerde geht an eine Vermittlung der Gemeinschaft.
note-escalated-external-body = Diese Beschwerde geht an eine Stelle außerhalb.
