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

## Ablehnungen: warum etwas nicht geht, in Worten, mit denen man etwas anfangen kann

refusal-only-complainant = Das kann nur die Person, die diese Beschwerde eingereicht hat.
refusal-only-brand = Das kann nur eine offizielle Stimme der Marke.
refusal-only-moderator = Das kann nur die Moderation.
refusal-only-home = Das tut die Uhr dieses Servers, wenn es so weit ist; von Hand geht es nicht.
refusal-wrong-state = Beim jetzigen Stand der Beschwerde geht das nicht. Auf der Seite steht, was als Nächstes möglich ist.
refusal-too-late = Das war { $hours } Stunden lang möglich; sie sind vorbei.
refusal-too-early = Dafür ist es noch zu früh.
refusal-name-needed = Dafür braucht es einen Namen: Unterschreiben Sie in der letzten Zeile nach einem Gedankenstrich.
refusal-response-needed = Antworten Sie zuerst im Faden, mit Namen: Ein Angebot steht auf einer Antwort, die alle lesen können.
refusal-no-such-response = Diese Antwort gibt es hier nicht, oder sie wurde gelöscht.
refusal-no-such-promise = Dieses Versprechen gibt es hier nicht.
refusal-promise-not-pending = Über dieses Versprechen ist schon entschieden.
refusal-promise-not-kept = Die Marke hat nicht gesagt, dass sie dieses Versprechen gehalten hat.
refusal-promise-too-far = Ein Versprechen reicht höchstens { $days } Tage voraus. Nennen Sie einen früheren Tag.
refusal-promise-in-past = Ein Versprechen braucht einen Tag in der Zukunft, etwa #versprochen 2026-12-24.
refusal-too-many-promises = In einem Faden ist Platz für { $max } Versprechen. Halten Sie zuerst eines davon.
refusal-too-many-offers = Eine Marke darf { $max } Mal eine Lösung anbieten, und das hat sie. Wer sich beschwert hat, kann weiterhin sagen, dass es gelöst ist.
refusal-offer-not-standing = Dieses Angebot ist nicht das, das jetzt steht. Antworten Sie auf das neueste.
refusal-outcome-reason = Wenn das Ergebnis „abgelehnt“ ist, nennen Sie den Grund; sonst lassen Sie ihn weg.
refusal-rating-range = Eine Bewertung ist eine Zahl von 0 bis 10.
refusal-nothing-asked = Die Marke hat nichts gefragt.
refusal-already-asked = Die Marke hat schon gefragt und wartet auf die Antwort.
refusal-already-contested = Aus diesem Grund hat die Marke die Beschwerde schon bestritten.
refusal-not-contested = Aus diesem Grund ist nichts bestritten.
refusal-already-appealed = Jede Seite kann einmal Einspruch erheben, und diese hat es getan.
refusal-nothing-to-appeal = Hier gibt es keine Entscheidung, gegen die Einspruch möglich wäre.
refusal-nothing-appealed = Niemand hat Einspruch erhoben, es gibt also nichts wiederherzustellen.
refusal-another-moderator = Über diesen Einspruch muss jemand anderes aus der Moderation entscheiden.
refusal-escalate-higher = So weit ist diese Beschwerde schon. Wählen Sie eine höhere Stufe.
refusal-already-supported = Sie haben schon „ich auch“ gesagt.
refusal-not-supported = Sie hatten nicht „ich auch“ gesagt.
refusal-own-complaint = „Ich auch“ ist für andere mit demselben Problem.
refusal-not-public = Das geht, sobald die Beschwerde öffentlich ist.
refusal-already-public = Diese Beschwerde ist schon öffentlich.
refusal-already-thanked = Für diese Antwort haben Sie sich schon bedankt.
refusal-already-labelled = Diese Antwort trägt dieses Etikett schon.
refusal-no-such-label = Diese Antwort trägt kein solches Etikett, das sich ändern ließe.
refusal-already-done = Das ist schon geschehen.
refusal-nothing-to-erase = Es ist nichts mehr da, was zu löschen wäre.
refusal-same-brand = Die Beschwerde betrifft diese Marke schon.
refusal-embargo-length = Die Marke kann eine Stunde bis { $days } Tage lang zuerst Bescheid wissen.
refusal-embargo-not-possible = Die Stimme dieser Marke ist auf keinem Server, der eine Beschwerde zurückhalten kann. Veröffentlichen Sie sie jetzt, oder warten Sie mit dem Einreichen.
refusal-overtaken = Hier ist etwas geschehen, seit Sie die Seite geöffnet haben. Lesen Sie den Faden noch einmal und entscheiden Sie dann.
refusal-text-empty = Schreiben Sie, was geschehen ist.
refusal-text-too-long = Das ist zu lang: höchstens { $max } Zeichen.
refusal-too-many-contacts = Nennen Sie höchstens { $max } frühere Kontakte, jeweils mit den Minuten, die sie gekostet haben.
refusal-amount-range = Schreiben Sie den Betrag als Zahl über null, mit einer Währung wie EUR.
refusal-not-a-person = Beschwerden reichen nur Menschen ein: Melden Sie sich als Sie selbst an.
refusal-not-a-brand-domain = „{ $given }“ ist keine Website einer Marke, mit der wir etwas anfangen können. Schreiben Sie ihre eigene Domain, etwa acme.com.
refusal-not-here = Diese Beschwerde ist auf { $home } zu Hause. Handeln Sie dort, oder antworten Sie von Ihrem eigenen Server aus.
refusal-not-allowed = Das können Sie hier nicht tun.
refusal-not-filed = Diese Beschwerde gibt es nicht.
refusal-already-filed = Diese Beschwerde wurde schon eingereicht.
refusal-newer-rules = Diese Beschwerde folgt Regeln, die neuer sind als dieser Server. Wer ihn betreibt, muss ihn aktualisieren.
