# Alles, was Redress zu Menschen sagt, auf Deutsch. Schlüssel und Reihenfolge wie in en.ftl.

## Zeit, Zahlen, Geld

span-moment = ein Augenblick
span-minutes = { $minutes ->
    [one] { $minutes } Minute
   *[other] { $minutes } Minuten
}
span-hours = { $hours ->
    [one] { $hours } Stunde
   *[other] { $hours } Stunden
}
span-hours-minutes = { $hours ->
    [one] { $hours } Stunde
   *[other] { $hours } Stunden
} { $minutes ->
    [one] { $minutes } Minute
   *[other] { $minutes } Minuten
}
span-days = { $days ->
    [one] { $days } Tag
   *[other] { $days } Tage
}
span-days-hours = { $days ->
    [one] { $days } Tag
   *[other] { $days } Tage
} { $hours ->
    [one] { $hours } Stunde
   *[other] { $hours } Stunden
}
date-today = heute, { $time }
date-yesterday = gestern, { $time }
date-day = { $day }. { $month }
date-day-year = { $day }. { $month } { $year }
date-month = { $month } { $year }
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
percent = { $number } %
decimal = { $whole },{ $tenth }
money = { $amount } { $sign }

## Was unsere Konten von sich sagen, auf Servern jeder Art

profile-board-name = Beschwerden über { $brand }
profile-board-summary = Die öffentliche Seite für Beschwerden über { $brand } auf { $host }. { $brand } betreibt sie nicht. Um dich zu beschweren, erwähne dieses Konto in einem öffentlichen Beitrag.
profile-board-page = Seite
profile-domain = Domain
profile-proof = Nachweis
profile-proof-domain = { $how }, seit { $since }
profile-proof-administrator = keiner: eingetragen von den Betreibern von { $host }
profile-voice-summary = Dieses Konto spricht für { $brand } und beantwortet Beschwerden.

## Status notes: what a board says about a change of state, on servers of every kind

title-under-warning = Beschwerde mit Inhaltswarnung
title-none = Beschwerde über { $brand }, { $day }
attached-more = Und { $count } weitere beim ursprünglichen Beitrag
warning-sensitive = Heikle Medien
event-starts = Beginn: { $value }
event-ends = Ende: { $value }
event-place = Ort: { $value }
note-guest = { $handle } schreibt:
note-whole-text = Den ganzen Text lesen
note-filed = Deine Beschwerde über { $brand } hat ihre Seite: { $link } – In zehn Minuten steht sie dort für alle. Damit sie sofort dort steht, antworte #beschwerde. War sie nicht als Beschwerde gemeint, antworte innerhalb einer Stunde #keinebeschwerde.
note-acknowledged = { $brand } hat diese Beschwerde gesehen. Jemand mit Namen hat sich der Sache angenommen.
note-asked = { $brand } hat eine Frage zu dieser Beschwerde. Antworte hier.
note-offered = { $brand } sagt, das ist gelöst: { $outcome }. Stimmt das, antworte #bestätigt, wenn du magst mit einer Bewertung wie 8/10. Stimmt es nicht, antworte #nichtgelöst.
note-offered-declined = { $brand } sagt, was sie nicht tun wird, und hält das für beantwortet. Nimmst du das an, antworte #bestätigt, sonst #nichtgelöst.
note-offered-again = { $brand } bietet noch einmal etwas an: { $outcome }. Ist es damit gelöst, antworte #bestätigt, wenn du magst mit einer Bewertung wie 8/10.
note-offered-again-declined = { $brand } sagt noch einmal, was sie nicht tun wird. Nimmst du das an, antworte #bestätigt.
note-again-unresolved = Wenn nicht, musst du nicht antworten: Die Beschwerde bleibt als nicht gelöst geschlossen. Um sie wieder zu öffnen, antworte #wiederoffen.
note-again-closed = Wenn nicht, antworte #nichtgelöst. Dann ist die Beschwerde wieder offen, und die Marke ist am Zug.
note-outcome-refund = Erstattung
note-outcome-replacement = Ersatz
note-outcome-repair = Reparatur
note-outcome-explanation = Erklärung
note-outcome-apology = Entschuldigung
note-outcome-workaround = Notlösung
note-outcome-declined = abgelehnt
note-confirmed = Gelöst: Die Person, die sich über { $brand } beschwert hat, bestätigt es.
note-confirmed-rated = Gelöst: Die Person, die sich über { $brand } beschwert hat, bestätigt es und gibt { $rating } von 10.
note-rating-rounded = Die Bewertung wurde auf { $rating } gerundet.
note-rated-again = Immer noch gelöst, sagt die Person, die sich über { $brand } beschwert hat. Die zweite Bewertung: { $rating } von 10.
note-rated-again-beside = Immer noch gelöst, sagt die Person, die sich über { $brand } beschwert hat. Die zweite Bewertung: { $rating } von 10. Die erste war { $first } von 10. Beide werden gezeigt.
note-confirmed-again = Immer noch gelöst: Die Person, die sich über { $brand } beschwert hat, bestätigt es noch einmal.
note-declined = Noch nicht gelöst, sagt die Person, die sich beschwert hat. { $brand } ist wieder am Zug.
note-given-up = Als nicht gelöst geschlossen, sagt die Person, die sich über { $brand } beschwert hat.
note-reopened = Das Problem ist wieder da: Diese Beschwerde über { $brand } ist wieder offen.
note-moved = Die Person, die sich beschwert hat, ist umgezogen: { $old } ist jetzt @{ $new }. Sonst ändert sich an dieser Beschwerde nichts.
note-report-acted = Danke für deine Meldung. Die Moderation hat sich { $link } angesehen und gehandelt.
note-report-turned-down = Danke für deine Meldung. Die Moderation hat sich { $link } angesehen und lässt es so.
note-withdrawn = Die Person, die sich über { $brand } beschwert hat, hat die Beschwerde zurückgezogen.
note-lapsed = { $brand } hat 14 Tage auf eine Antwort gewartet. Die Beschwerde ist ohne sie geschlossen. Wer sie eingereicht hat, kann sie wieder öffnen.
note-dismissed = Die Moderation hat diese Beschwerde über { $brand } geschlossen. Der Grund steht auf ihrer Seite.
note-reinstated = Die Moderation hat diese Beschwerde über { $brand } wieder eingesetzt.
note-handed-off = { $brand } gibt diese Beschwerde an jemand anderen weiter.
note-promised = { $brand } verspricht, bis { $day } zu handeln.
note-promise-kept = { $brand } sagt, das Versprechen ist gehalten. Stimmt das, antworte auf diese Nachricht #bestätigt. Stimmt es nicht, antworte innerhalb von 7 Tagen #nichtgelöst. Danach gilt es als gehalten.
note-promise-refuted = Die Person, die sich beschwert hat, sagt: { $brand } hat das Versprechen nicht gehalten.
note-promise-broken = Der Tag, bis zu dem { $brand } handeln wollte, ist vorbei.
note-reminded = { $brand } wartet auf deine Antwort. Wurde dir etwas angeboten oder abgelehnt, antworte #bestätigt oder #nichtgelöst. Wurdest du etwas gefragt, antworte einfach.
note-brand-reminded = { $brand }, diese Beschwerde wartet seit { $day } Tagen auf euch. In { $left } Tagen wird sie als unbeantwortet geschlossen und so gezählt. Eine Antwort mit Namen hält sie offen.
note-unanswered = { $brand } war 60 Tage am Zug, und in dieser Zeit kam keine richtige Antwort. Die Beschwerde ist als unbeantwortet geschlossen und zählt so. { $brand } kann noch antworten. Du kannst sie wieder öffnen (#wiederoffen), sagen, dass sie gelöst ist (#bestätigt), oder sie auf ihrer Seite weiter nach oben bringen.
note-untold = Von { $brand } liest hier niemand, also weiß niemand von deiner Beschwerde. Sie bleibt offen, in einer eigenen Liste. Auf ihrer Seite steht, was du sonst tun kannst.
note-contested = { $brand } bestreitet deine Beschwerde: { $ground }. Du hast { $days } Tage Zeit zu antworten, bevor die Moderation entscheidet. Antworte öffentlich auf diesen Beitrag oder auf der Seite der Beschwerde. Dort steht auch, was die Marke sagt.
note-asked-again = Ist es noch behoben? Wenn ja, antworte bis { $day } noch einmal #bestätigt. Ist das Problem wieder da, antworte #nichtgelöst.
note-escalated-representative = Diese Beschwerde geht an den Kundendienst der Marke.
note-escalated-executive = Diese Beschwerde geht an die Geschäftsleitung der Marke.
note-escalated-mediator = Diese Beschwerde geht an die Vermittlung der Community.
note-escalated-external-body = Diese Beschwerde geht an eine externe Stelle, etwa eine Schlichtungsstelle.

## Ablehnungen: warum etwas nicht geht, in Worten, mit denen man etwas anfangen kann

refusal-only-complainant = Das kann nur die Person, die diese Beschwerde eingereicht hat.
refusal-only-brand = Das kann nur, wer für die Marke spricht.
refusal-only-moderator = Das kann nur die Moderation.
refusal-only-home = Das tut der Server von selbst, wenn es so weit ist. Von Hand geht es nicht.
refusal-wrong-state = Beim jetzigen Stand dieser Beschwerde geht das nicht. Auf ihrer Seite steht, was jetzt geht.
refusal-too-late = Das war möglich bis { $until }.
refusal-too-late-some-day = Die Zeit dafür ist um.
refusal-too-early = Dafür ist es noch zu früh.
refusal-name-needed = Dafür braucht es einen Namen. Beende deinen Beitrag mit einem Gedankenstrich und dem Namen der Person, die antwortet.
refusal-name-needed-form = Schreib den Namen der Person, die antwortet, etwa Ada Okoye. Der Name eines Teams oder der Marke genügt nicht.
refusal-response-needed = Schreib zuerst eine Antwort, unterschrieben mit dem Namen einer Person. Zu einem Angebot gehört eine Antwort, die alle lesen können.
refusal-no-such-response = Diese Antwort gibt es hier nicht, oder sie wurde gelöscht.
refusal-no-such-promise = Dieses Versprechen gibt es hier nicht.
refusal-promise-not-pending = Über dieses Versprechen ist schon entschieden.
refusal-promise-not-kept = Die Marke hat nicht gesagt, dass sie dieses Versprechen gehalten hat.
refusal-promise-too-far = Ein Versprechen reicht höchstens { $days } Tage voraus. Nimm einen früheren Tag.
refusal-promise-in-past = Ein Versprechen braucht einen Tag in der Zukunft, geschrieben wie #versprochen 2026-12-24.
refusal-promise-in-past-form = Wähl einen Tag in der Zukunft.
refusal-too-many-promises = Zu einer Beschwerde gehören höchstens { $max } Versprechen, und so viele sind es schon.
refusal-too-many-offers = Eine Marke kann { $max }-mal eine Lösung anbieten, und das hat sie getan. Die Person, die sich beschwert hat, kann weiterhin sagen, dass es gelöst ist.
refusal-offer-not-standing = Dieses Angebot gilt nicht mehr. Antworte auf das neueste.
refusal-outcome-reason = Deine Antwort steht da, aber ohne Grund zählt nichts als abgelehnt. Antworte #gelöst abgelehnt mit einem von diesen: nicht unterstützt, nicht zuständig, keine Befugnis, Richtlinie.
refusal-outcome-reason-form = Wenn das Ergebnis „abgelehnt“ ist, nenn den Grund; sonst lass ihn weg.
refusal-rating-range = Eine Bewertung ist eine Zahl von 0 bis 10.
refusal-nothing-asked = Die Marke hat nichts gefragt.
refusal-already-asked = Die Marke hat schon gefragt und wartet auf die Antwort.
refusal-already-contested = Aus diesem Grund hat die Marke die Beschwerde schon bestritten.
refusal-not-contested = Aus diesem Grund ist nichts bestritten.
refusal-already-appealed = Jede Seite kann einmal Einspruch erheben, und deine hat es getan.
refusal-nothing-to-appeal = Hier gibt es keine Entscheidung, gegen die Einspruch möglich wäre.
refusal-nothing-appealed = Hier hat niemand Einspruch erhoben, also gibt es nichts wiederherzustellen.
refusal-another-moderator = Über diesen Einspruch muss jemand anderes aus der Moderation entscheiden.
refusal-escalate-higher = So weit ist diese Beschwerde schon. Wähl eine höhere Stufe.
refusal-escalate-next = Nimm die Stufen der Reihe nach. Wähl die nächste.
refusal-not-heard-yet = Wer sich beschwert hat, hat { $days } Tage Zeit, auf die Marke zu antworten. Entscheide danach, oder sobald die Antwort da ist.
refusal-already-rated-again = Du hast das schon zweimal bewertet oder schon bestätigt, also ändert sich nichts. Ist es nicht gelöst, kannst du die Beschwerde wieder öffnen, bis { $days } Tage nach der Lösung.
refusal-no-such-comment = Diesen Kommentar gibt es nicht mehr, oder die Moderation hat ihn herausgenommen.
refusal-brand-not-told = Die Marke weiß noch nichts davon.
refusal-nobody-left = Die Person, die das eingereicht hat, hat ihr Konto gelöscht. Auf eine Frage, ein Angebot oder ein Versprechen kann niemand mehr reagieren. Antworten kannst du noch.
refusal-written-before = Genau das hast du gerade eben geschrieben, darum wurde es nicht noch einmal gesendet.
refusal-too-many-questions = Du hast in dieser Beschwerde { $max } Fragen gestellt. Mehr gehen nicht. Bitte antworte mit dem, was du weißt.
refusal-older-rules = Diese Beschwerde folgt schon neueren Regeln.
refusal-already-supported = Du hast schon „Ich auch“ gesagt.
refusal-not-supported = Du hattest nicht „Ich auch“ gesagt.
refusal-own-brand = Du sprichst für diese Marke oder hast es in den letzten { $days } Tagen getan. Deshalb reichst du nichts über sie ein und sagst weder, wie sie etwas gelöst hat, noch dass du dasselbe Problem hast. Was du vorher eingereicht hast, kannst du weiter berichtigen oder zurückziehen.
refusal-thread-full = Hier ist kein Platz mehr: Zu dieser Beschwerde kann niemand noch etwas hinzufügen, außer der Person, die sie eingereicht hat, der Marke und der Moderation.
refusal-thread-full-own = Hier ist kein Platz mehr: Zu dieser Beschwerde kann niemand noch etwas schreiben. Was den Stand ändert, geht weiter, und Löschen auch.
refusal-thread-full-for-all = Hier ist kein Platz mehr: Zu dieser Beschwerde kann nichts mehr hinzukommen. Löschen geht weiter.
refusal-thread-share-full = Du, oder Menschen deines Servers zusammen, haben hier so viel geschrieben, wie man darf. Lösche etwas von dir, um weiter zu schreiben. Was den Stand der Beschwerde ändert, geht weiter.
refusal-name-erased = Dein Name ist aus dieser Beschwerde gelöscht. Ein Kommentar würde ihn wieder nennen, deshalb kannst du hier nichts mehr schreiben.
refusal-own-complaint = „Ich auch“ ist für andere mit demselben Problem.
refusal-not-public = Das geht nur, solange die Beschwerde öffentlich und weder zurückgenommen noch abgewiesen ist.
refusal-already-public = Diese Beschwerde ist schon öffentlich.
refusal-already-thanked = Du hast schon gesagt, dass diese Antwort geholfen hat.
refusal-already-labelled = Diese Antwort trägt dieses Etikett schon.
refusal-private-words = Der Beitrag ist nicht öffentlich, also zählt er in einer öffentlichen Beschwerde nicht. Schick ihn öffentlich.
refusal-seen-ahead = Das antwortet auf einen Stand, den diese Beschwerde nicht erreicht hat. Öffne ihre Seite noch einmal.
refusal-form-used = Dieses Formular wurde schon für etwas anderes benutzt. Öffne die Seite noch einmal und schick es von dort.
refusal-no-such-label = Diese Antwort trägt kein solches Etikett, das sich ändern ließe.
refusal-already-done = Das ist schon geschehen.
refusal-nothing-to-erase = Es ist nichts mehr da, was zu löschen wäre.
refusal-same-brand = Die Beschwerde betrifft diese Marke schon.
refusal-embargo-length = Die Marke kann sie eine Stunde bis { $days } Tage lang zuerst sehen.
refusal-embargo-not-possible = „Zuerst die Marke“ geht bei dieser Marke nicht. Veröffentliche die Beschwerde jetzt, oder reich sie später ein.
refusal-overtaken = Hier ist etwas geschehen, seit du die Seite geöffnet hast. Lies die Seite noch einmal und entscheide dann.
refusal-text-empty = Schreib, was geschehen ist.
refusal-text-empty-form = Da steht noch nichts. Schreib erst etwas.
refusal-text-too-long = Das ist zu lang: höchstens { $max } Zeichen.
refusal-text-too-long-by = Das ist zu lang: höchstens { $max } Zeichen. Es sind { $given }.
refusal-post-too-long = Das ist zu lang: Mit allen Formatierungen darf ein Beitrag { $max } Kilobyte haben. Schreib einen kürzeren, dann zählt er.
refusal-too-much = Das war sehr viel von einem Konto. Was du jetzt hier schreibst, zählt nicht. In { $hours ->
    [one] { $hours } Stunde
   *[other] { $hours } Stunden
} zählt es wieder.
refusal-too-many-contacts = Nenn höchstens { $max } frühere Kontakte, jeweils mit den Minuten, die sie gekostet haben.
refusal-amount-range = Schreib den Betrag als Zahl über null, mit einer Währung wie EUR.
refusal-not-a-person = Nur Menschen können Beschwerden einreichen. Melde dich mit deinem eigenen Konto an.
refusal-not-a-brand-domain = „{ $given }“ ist nicht die Website einer Marke. Schreib ihre eigene Domain, etwa acme.com.
refusal-not-here = Diese Beschwerde liegt auf { $home }. Geh dorthin, oder antworte von deinem eigenen Server aus.
refusal-not-allowed = Das kannst du hier nicht tun.
refusal-not-filed = Diese Beschwerde gibt es nicht.
refusal-already-filed = Diese Beschwerde wurde schon eingereicht.
refusal-newer-rules = Diese Beschwerde braucht eine neuere Version der Software dieses Servers. Wer ihn betreibt, muss sie aktualisieren.

## Der Rahmen jeder Seite

site-description = Öffentliche Beschwerden, öffentlich beantwortet. Gelöst, wenn die Person es sagt, die sich beschwert hat.
skip-to-content = Zum Inhalt
home-link = Redress, zur Startseite
nav-main = Hauptmenü
nav-boards = Marken
nav-waiting = Warten am längsten
nav-resolved = Gelöst
nav-desk = Schreibtisch
nav-moderation = Moderation
nav-instance = Dieser Server
nav-admin = Einstellungen dieses Servers
nav-sign-in = Anmelden
nav-sign-out = Abmelden
nav-settings = Deine Einstellungen
nav-file = Beschwerde einreichen
foot-about = Über diesen Server
foot-rules = Regeln
foot-log = Moderationsprotokoll
yes = Ja
no = Nein
save = Speichern
optional = (freiwillig)
list-more = Mehr zeigen

## Nach einer Tat

said-signed-in = Du bist angemeldet.
said-left = Dein Konto ist gelöscht. Was du geschrieben hast, wird jetzt gelöscht.
said-left-guest = Was du hier geschrieben hast, wird jetzt gelöscht. Du bist abgemeldet.
said-signed-out = Du bist abgemeldet.
said-registered = Willkommen. Dein Konto ist bereit.
said-sign-in-first = Melde dich erst an, dann geht es weiter.
said-draft-kept = Deine Beschwerde ist so aufgehoben, wie du sie geschrieben hast. Melde dich an oder werde Mitglied, dann schick sie ab.
said-saved = Gespeichert.
said-password-changed = Dein Passwort ist geändert. Überall sonst bist du abgemeldet.
said-filed = Deine Beschwerde ist eingereicht.
said-confirmed = Als gelöst vermerkt.
said-declined = Du hast abgelehnt. Die Marke ist wieder am Zug.
said-given-up = Als nicht gelöst geschlossen.
said-reopened = Die Beschwerde ist wieder offen.
said-withdrawn = Deine Beschwerde ist zurückgezogen.
said-retracted = Deine Beschwerde ist gelöscht, als wäre sie nie eingereicht worden. Ihre Worte werden jetzt entfernt.
said-published = Deine Beschwerde ist jetzt öffentlich.
said-appealed = Dein Einspruch liegt bei der Moderation.
said-escalated = Weiter nach oben gebracht. Wer die Beschwerde öffnet, sieht, wie weit sie ist.
said-response-edited = Deine Antwort ist geändert. Die erste Fassung bleibt lesbar.
said-response-deleted = Deine Antwort ist als gelöscht markiert. Was darin stand, bleibt hier lesbar.
said-label-disputed = Bestritten. Die Moderation wird entscheiden.
said-marked-elsewhere = Gekennzeichnet. Die Marke kann sagen, warum das nicht passt; dann entscheidet die Moderation.
said-supported = Gezählt: Du hast dasselbe Problem.
said-unsupported = Vermerkt: Du hast dieses Problem nicht mehr.
said-thanked = Vermerkt: Diese Antwort hat dir geholfen.
said-acknowledged = Als gesehen vermerkt. Die Beschwerde wartet noch auf eine Antwort.
said-handed-off = Weitergegeben. Wer die Beschwerde liest, kann das sehen.
said-contested = Bestritten. Die Moderation wird entscheiden.
said-contest-answered = Deine Antwort steht auf der Seite. Die Moderation wird entscheiden.
said-promise-marked = Vermerkt.
said-commented = Dein Kommentar steht auf der Seite.
said-question-answered = Die Marke hat deine Antwort.
said-answered = Deine Antwort steht auf der Seite.
said-asked = Deine Frage steht auf der Seite. Jetzt ist die Person am Zug.
said-offered = Dein Angebot steht auf der Seite. Nur die Person, die sich beschwert hat, kann sagen, ob es gelöst ist.
said-refused = Deine Absage steht mit ihrem Grund auf der Seite. Nur die Person, die sich beschwert hat, kann sagen, ob sie das annimmt.
said-promised = Dein Versprechen steht mit seinem Datum auf der Seite.
said-reported = Danke. Die Moderation sieht es sich an.
said-quote-revoked = Die Erlaubnis ist zurückgenommen, und der andere Server erfährt es gerade.
said-moderated = Entschieden. Die Entscheidung steht im öffentlichen Protokoll.

## Was schiefging

problem-back = Zurück
problem-again = Noch einmal versuchen
problem-thread = Zur Beschwerde
problem-home = Zur Startseite
problem-400 = Das konnten wir nicht lesen
problem-400-what = Etwas an der Anfrage fehlte oder war nicht lesbar.
problem-400-next = Geh zurück, lade die Seite neu und versuch es noch einmal.
problem-401 = Erst anmelden
problem-401-what = Das ist für Leute, die angemeldet sind.
problem-401-next = Melde dich an und versuch es dann noch einmal.
problem-403 = Das darfst du nicht
problem-403-what = Dein Konto darf das nicht, oder die Seite, von der du es geschickt hast, war zu alt.
problem-403-next = Öffne die Seite neu. Geht es dann noch immer nicht, ist es für andere da.
problem-403-out = Du bist nicht angemeldet
problem-403-out-what = Du bist nicht mehr angemeldet, oder die Seite, von der du das geschickt hast, war zu alt. Es ist nichts geschehen.
problem-403-out-next = Melde dich an und mach es dann noch einmal.
problem-cookies = Dein Browser hat kein Cookie geschickt
problem-cookies-what = Ohne Cookie weiß dieser Server nicht, wer du bist. Es ist nichts geschehen.
problem-cookies-next = Erlaube in deinem Browser Cookies für diesen Server. Öffne dann die Seite noch einmal und melde dich an.
kept-title = Das wurde nicht gesendet
kept-what = Was du geschrieben hast, steht hier, damit du es kopieren kannst. Es steht nur auf dieser Seite.
kept-again = Noch einmal senden
resume-out = Du bist nicht mehr angemeldet
resume-out-what = Was du geschrieben hast, steht unten. Melde dich an und schick es ab. Bisher wurde nichts abgeschickt. Es steht nur auf dieser Seite, also lass sie offen.
resume-no-cookies = Ohne Cookie weiß dieser Server nicht, wer du bist. Erlaube in deinem Browser Cookies für diesen Server und melde dich dann hier an. Was du geschrieben hast, steht unten; nichts davon wurde abgeschickt.
resume-file-out = Die Datei, die du gewählt hast, konnte nicht behalten werden. Nach dem Anmelden kannst du sie noch einmal wählen.
resume-file = Die Datei, die du gewählt hast, konnte nicht behalten werden. Wähl sie noch einmal.
resume-old = Noch nicht abgeschickt
resume-old-what = Die Seite, von der das kommt, war zu alt. Was du geschrieben hast, steht unten: Sieh es an und schick es ab.
resume-ready = Du bist angemeldet
resume-ready-what = Was du geschrieben hast, steht unten. Bisher wurde nichts abgeschickt: Sieh es an und schick es ab.
resume-slow = Versuch es in { DATIVE($wait) } noch einmal. Was du geschrieben hast, steht unten; nichts davon wurde abgeschickt.
resume-long = Das ist mehr, als dieser Server auf einmal annimmt, und nichts davon wurde gesendet. Was du geschrieben hast, steht unten: Kürze es und schick es ab.
resume-full = Das kann gerade nicht behalten werden
resume-full-what = Hier wartet schon so viel, dass nicht behalten werden kann, was du geschrieben hast. Es steht unten, nur auf dieser Seite. Melde dich hier an und schick es ab, oder kopier es und versuch es in ein paar Stunden noch einmal.
resume-unwell = Dieser Server kann gerade nicht nachsehen, wer du bist. Was du geschrieben hast, steht unten und nur auf dieser Seite. Melde dich gleich noch einmal an.
resume-yours = Was du geschrieben hast
resume-own-name = dein eigener Name
resume-send = Abschicken
resume-guest = Von einem anderen Server?
resume-guest-link = Melde dich in einem anderen Tab an und komm hierher zurück
resume-signed-in = Ich habe mich angemeldet
resume-give-up = Das Konto der Marke aufgeben
resume-withhold = Einem Konto das Häkchen nehmen
resume-return = Einem Konto das Häkchen zurückgeben
resume-server = Server
meant-complaint = Beschwerde:
meant-comment = Kommentar:
meant-answer = Antwort:
meant-account = Konto:
meant-person = Person:
meant-invitation = Eingeladen:
meant-brand = Marke:
meant-notice = Nachricht:
meant-quoted = Dein Beitrag:
meant-quoting = Zitiert in:
meant-decision = Entscheidung:
meant-delivery = Zustellung an:
meant-board = Beschwerdeseite:
meant-key = Schlüssel:
meant-what = Es geht um:
meant-answers = Du antwortest auf:
meant-said = { $by }: „{ $words }“
meant-gone = Das gibt es nicht mehr, oder du darfst es nicht lesen.
meant-unread = Wen oder was das betrifft, lässt sich jetzt nicht zeigen. Es ist das, wofür du es gesendet hast.
problem-404 = Hier ist nichts
problem-404-what = Diese Seite gibt es nicht, oder sie ist nicht öffentlich.
problem-404-next = Prüf die Adresse, oder geh zur Startseite.
problem-408 = Zu langsam
problem-408-what = Was du gesendet hast, kam nicht rechtzeitig vollständig an.
problem-408-next = Geh zurück, prüf deine Verbindung und schick es noch einmal.
problem-413 = Zu lang
problem-413-what = Das war mehr, als dieser Server auf einmal annimmt.
problem-413-next = Kürz es und schick es noch einmal.
problem-429 = Zu viele Versuche
problem-429-what = Das waren zu viele Versuche. Versuch es in { DATIVE($wait) } noch einmal.
problem-429-next = Diese Grenze hindert Fremde daran, Passwörter zu raten oder Beschwerden zu überfluten.
problem-503 = Diesem Server geht es nicht gut
problem-503-what = Hier geht im Moment etwas nicht. Du hast nichts falsch gemacht.
problem-503-disk-full = Die Platte dieses Servers ist voll. Im Moment kann nichts gespeichert werden; lesen geht. Du hast nichts falsch gemacht.
problem-503-locked = Ein anderes Programm hält die Datenbank dieses Servers fest. Im Moment kann nichts gespeichert werden; lesen geht. Du hast nichts falsch gemacht.
problem-503-read-only = Die Datenbank dieses Servers nimmt im Moment nichts an; lesen geht. Du hast nichts falsch gemacht.
problem-503-away = Die Datenbank dieses Servers antwortet nicht. Du hast nichts falsch gemacht.
problem-503-disk = Die Platte dieses Servers arbeitet nicht, wie sie soll. Du hast nichts falsch gemacht.
problem-503-unsure = Die Datenbank dieses Servers hat nicht rechtzeitig geantwortet. Vielleicht wurde gespeichert, was du gesendet hast. Du hast nichts falsch gemacht.
problem-503-unsure-next = Behalte, was du geschrieben hast. Sieh in ein paar Minuten nach, ob es da ist, bevor du es noch einmal sendest.
problem-503-unsure-again = Du kannst es in ein paar Minuten hier noch einmal senden: Was schon gespeichert ist, geschieht kein zweites Mal. Oder sieh vorher nach, ob es da ist.
problem-503-next = Behalte, was du geschrieben hast, und versuch es in ein paar Minuten noch einmal. Wer diesen Server betreibt, sieht es im Protokoll.
problem-500 = Das war unser Fehler
problem-500-what = Auf diesem Server ist etwas schiefgegangen. Es ist vermerkt, und nichts blieb halb getan.
problem-500-next = Versuch es gleich noch einmal.
problem-hidden = Hier ausgeblendet
problem-hidden-what = Die Moderation dieses Servers hat diese Beschwerde ausgeblendet: { $reason }
problem-hidden-next = Die Entscheidung steht im öffentlichen Protokoll. Andere Server entscheiden selbst.
problem-refused = Das geht jetzt nicht
problem-refused-what = Die Regeln lassen das nicht zu.
problem-refused-next = Lade die Seite neu, um zu sehen, was jetzt geht.
form-wrong = Etwas fehlt oder stimmt nicht. Alles, was du geschrieben hast, ist noch da:

## Startseite und Listen

front-title = Wer hat dich im Stich gelassen?
front-lead = Sag es einmal, öffentlich. Die Marke kann öffentlich antworten, mit Namen. Gelöst ist es, wenn du es sagst. Alle können sehen, wie gut die Marke das gemacht hat.
front-brand = Eine Marke oder ihre Website
front-start = Beschwerde beginnen
front-mention = Schon auf Mastodon oder Lemmy? Erwähne <b>{ $handle }</b> in einem Beitrag. Das ist alles.
front-waiting = Warten am längsten
front-waiting-none = Hier wartet niemand.
front-waiting-all = Alle Beschwerden, die auf eine Marke warten
front-resolved-today = Heute gelöst
front-resolved-lately = Zuletzt gelöst
front-resolved-none = Noch ist nichts gelöst.
front-resolved-all = Alle gelösten Beschwerden
waiting-lead = Öffentliche Beschwerden, die auf eine Marke warten. Die am längsten warten, stehen zuerst.
resolved-lead = Beschwerden, die gelöst sind, wie die Leute sagen, die sie eingereicht haben. Die neuesten zuerst.
card-supporters = { $count ->
    [one] { $count } Person mit demselben Problem
   *[other] { $count } Leute mit demselben Problem
}
card-ended-elsewhere = gelöst, bevor sie hierher verschoben wurde
card-contacts = { $count ->
    [one] hat sich vorher einmal an die Marke gewandt
   *[other] hat sich vorher { $count }-mal an die Marke gewandt
}
card-repeated = zählt nicht: Dieselbe Person hatte hier in den 30 Tagen davor schon eine Beschwerde
card-waits-brand = wartet auf { $brand }, { $span }
card-waits-person = wartet auf die Person, die sich beschwert hat, { $span }
card-rating = { $rating } von 10
card-rating-second = { $rating } von 10, zuerst { $first } von 10
flag-contested = Bestritten
card-first-human = erste Antwort eines Menschen nach { DATIVE($span) }
card-said-of = { $said }, sagt { $host }
card-first-human-said = dass ein Mensch geantwortet hat, sagt { $host }
card-filed = eingereicht vor { DATIVE($span) }
title-erased = (Titel gelöscht)

## Zustände

state-open = Offen
state-open-means = Veröffentlicht. Noch hat niemand von der Marke unter eigenem Namen reagiert.
state-acknowledged = Gesehen
state-acknowledged-means = Jemand mit Namen von der Marke hat sich der Sache angenommen oder geantwortet.
state-offered = Angebot oder Absage
state-offered-means = Die Marke bietet eine Lösung an oder sagt, was sie nicht tut. Ob es gelöst ist oder ob sie das annimmt, kann nur die Person sagen, die sich beschwert hat.
state-resolved = Gelöst
state-resolved-means = Die Person, die sich beschwert hat, sagt, es ist gelöst.
state-unresolved = Nicht gelöst
state-unresolved-means = Die Person, die sich beschwert hat, sagt, es wurde nicht gelöst, und hat die Beschwerde geschlossen.
state-lapsed = Verfallen
state-lapsed-means = Die Marke hat etwas angeboten, abgelehnt oder gefragt. Die Person, die sich beschwert hat, hat 14 Tage lang nicht geantwortet.
state-unanswered = Unbeantwortet
state-unanswered-means = Die Marke wusste davon und hat 60 Tage lang nicht richtig geantwortet, darum hat der Server sie geschlossen. Sie zählt gegen die Marke. Die Marke kann noch antworten, und die Person, die sich beschwert hat, kann sie wieder öffnen.
state-withdrawn = Zurückgezogen
state-withdrawn-means = Die Person, die sich beschwert hat, hat sie zurückgezogen.
state-retracted = Gelöscht
state-retracted-means = Gelöscht von der Person, die sie eingereicht hat: Sie war nie als Beschwerde gemeint.
state-dismissed = Abgewiesen
state-dismissed-means = Die Moderation hat sie geschlossen, mit öffentlicher Begründung.

## Wörter der Regeln

outcome-refund = Erstattung
outcome-replacement = Ersatz
outcome-repair = Reparatur
outcome-explanation = Erklärung
outcome-apology = Entschuldigung
outcome-workaround = Notlösung
outcome-declined = abgelehnt
reason-unsupported = wird nicht mehr unterstützt
reason-not-responsible = nicht zuständig
reason-no-authority = darf das nicht entscheiden
reason-policy = gegen die Richtlinien der Marke
want-refund = Eine Erstattung
want-replacement = Einen Ersatz
want-repair = Eine Reparatur
want-explanation = Eine Erklärung
want-apology = Eine Entschuldigung
want-change = Dass sie es ändern
want-other = Etwas anderes
wants-refund = eine Erstattung
wants-replacement = einen Ersatz
wants-repair = eine Reparatur
wants-explanation = eine Erklärung
wants-apology = eine Entschuldigung
wants-change = eine Änderung
wants-other = etwas anderes
ground-wrong-brand = falsche Marke
ground-not-genuine = ist so nicht geschehen
ground-duplicate = doppelt eingereicht
ground-advertising = Werbung
ground-personal-data = Privates über jemanden
ground-unlawful-words = Worte, die gegen das Gesetz verstoßen
ground-abuse = Beleidigung
ground-settled = erledigt oder vor Gericht
ground-no-consumer-matter = betrifft kein Produkt und keine Leistung
comment-ground-abuse = Beleidigung
comment-ground-personal-data = Privates über jemanden
comment-ground-unlawful-words = Worte, die gegen das Gesetz verstoßen
comment-ground-advertising = Werbung
comment-ground-off-topic = hat nichts mit der Beschwerde zu tun
comment-ground-other = ein anderer Grund
solved-by-brand = die Marke
solved-by-myself = ich selbst
solved-by-somebody-else = jemand anderes
step-representative = Kundendienst
step-executive = Geschäftsleitung
step-mediator = Vermittlung der Community
step-external-body = externe Stelle
tier-none = keiner
tier-receipt = Beleg
tier-order-confirmed = Bestellung von der Marke bestätigt
notice-how-desk = hier, auf ihrem Schreibtisch
notice-how-mention = durch eine Erwähnung
notice-how-mail = per E-Mail
notice-how-answer = dadurch, dass sie hier selbst geantwortet hat
label-canned = Klingt wie frühere Antworten
label-deflected = Schickt die Person woandershin
label-automated = Automatisch
label-acknowledgement-only = Sagt nur, dass die Beschwerde ankam
label-unnamed = Ohne Namen
label-state-marked = { $label } (sagt, wer das eingereicht hat)
label-state-marked-yours = { $label } (wie du gesagt hast)
label-state-disputed = { $label } (von der Marke bestritten)
label-state-upheld = { $label } (von der Moderation bestätigt)
label-why = Die Marke sagt: { $reason }
side-complainant = der Person, die sich beschwert hat
side-complainant-yours = von dir
side-brand = der Marke

## Ein Verlauf

thread-kicker = Beschwerde über { $brand }
thread-kicker-product = Beschwerde über { $brand } · { $product }
thread-description = Beschwerde über { $brand }: { $title }
thread-aside = Ablauf und Fakten
thread-happened = Was geschah
thread-clocks = Wer gewartet hat, und wie lange
thread-promises = Versprechen
thread-before = Was vorher versucht wurde
thread-follow = Folgen
thread-follow-how = { $reply } · { $board }
thread-earlier = Frühere Beiträge
thread-later = Spätere Beiträge
post-whole = Das ist der Anfang eines langen Beitrags. Alles lesen
events-earlier = Frühere Ereignisse
events-later = Spätere Ereignisse
thread-proof = Jeder Schritt ist aufgezeichnet und kann nicht heimlich geändert werden: bisher { $count }.
thread-proof-link = Die Aufzeichnung ansehen
follow-own-server = Dieser Marke vom eigenen Server aus folgen
fact-filed = Eingereicht <b>vor { DATIVE($span) }</b> von <b>{ $host }</b>
fact-said-by = { $host } sagt, wer sich beschwert hat
fact-recorded-otherwise = { $host } hat das anders aufgeschrieben, als es geschickt wurde: Titel und Text stehen hier wie geschickt, alles andere sagt { $host }
fact-home = Liegt auf <b>{ $home }</b>
fact-first-contact = <b>Hat sich vorher nicht an die Marke gewandt</b>
fact-contacts = { $count ->
    [one] Hat sich vorher <b>einmal</b> an die Marke gewandt
   *[other] Hat sich vorher <b>{ $count }-mal</b> an die Marke gewandt
}
fact-contacts-time = { $count ->
    [one] Hat sich vorher <b>einmal</b> an die Marke gewandt, { $span }
   *[other] Hat sich vorher <b>{ $count }-mal</b> an die Marke gewandt, zusammen { $span }
}
fact-amount = Es geht um <b>{ $amount }</b>
fact-wants = Will <b>{ $wants }</b>
notice-hidden = Hier von der Moderation ausgeblendet: { $reason }
notice-conflict = { $home } hat zwei verschiedene Fassungen dieser Beschwerde geschickt. Gezeigt wird die erste. Die andere, von { $source }, ist als Beweis aufgehoben und steht bei der Aufzeichnung.
notice-frozen = { $home } ist seit { $at } nicht mehr da. Das hier ist die letzte Fassung, die wir haben.
notice-replica = Diese Beschwerde liegt auf { $home }. Das hier ist eine Kopie, Schritt für Schritt geprüft. Was du hier tust, wird dorthin geschickt. Eine Meldung geht an die Moderation dieses Servers.
banner-open = Wartet seit { DATIVE($span) } auf { $brand }
banner-open-just = Gerade eingereicht. Wartet auf { $brand }.
banner-open-line = { $brand } hat noch nicht geantwortet.
banner-overdue-line = Noch keine Antwort mit Namen. Sie ist überfällig.
banner-silent-line = Seit mehr als zwei Wochen keine Antwort mit Namen.
banner-unnamed-line = Es gab eine Antwort, aber niemand mit Namen hat sich der Sache angenommen.
banner-acknowledged = { $brand } hat sie gesehen. Wartet seit { DATIVE($span) } auf { $brand }
banner-answered = { $brand } hat geantwortet. Wartet seit { DATIVE($span) } auf { $brand }
banner-acknowledged-line = Jemand mit Namen hat sich der Sache angenommen. Gelöst ist sie nicht.
banner-acknowledged-said = Dass sich ein Mensch mit Namen darum kümmert, sagt { $host }. Gelöst ist es nicht.
banner-said-by = Das sagt { $host }; wer gemeint ist, hat es nicht unterschrieben.
banner-asked = { $brand } hat etwas gefragt. Wartet seit { DATIVE($span) } auf { $person }
banner-asked-yours = { $brand } hat dich etwas gefragt. Wartet seit { DATIVE($span) } auf dich
banner-asked-line = Der nächste Schritt ist eine Antwort von <b>{ $person }</b>.
banner-asked-line-yours = { $answer }. Dann ist { $brand } wieder am Zug.
banner-asked-link = Die Frage beantworten
banner-offered = { $brand } sagt, es ist gelöst
banner-offered-declined = { $brand } sagt, was sie nicht tut
banner-offered-line = { $outcome }, angeboten vor { DATIVE($span) }. Ob es gelöst ist, kann nur die Person sagen, die sich beschwert hat. Wartet bis { $day } auf <b>{ $person }</b>.
banner-offered-line-yours = { $outcome }, angeboten vor { DATIVE($span) }. Ob es gelöst ist, kannst nur du sagen. Wartet bis { $day } auf <b>dich</b>.
banner-refused-line = Gesagt vor { DATIVE($span) }. Ob sie das annimmt, kann nur die Person sagen, die sich beschwert hat. Wartet bis { $day } auf <b>{ $person }</b>.
banner-refused-line-yours = Gesagt vor { DATIVE($span) }. Ob du das annimmst, kannst nur du sagen. Wartet bis { $day } auf <b>dich</b>.
banner-resolved = Gelöst, sagt { $person }
banner-resolved-yours = Gelöst, wie du gesagt hast
banner-resolved-line = Seit { $at }.
banner-unresolved = Nicht gelöst, sagt { $person }
banner-unresolved-yours = Nicht gelöst, wie du gesagt hast
banner-unresolved-line = Seit { $at }.
banner-offered-again = { $brand } hat seither noch einmal etwas angeboten.
banner-refused-again = { $brand } hat seither gesagt, was sie nicht tut.
banner-lapsed = Keine Antwort auf das Angebot
banner-lapsed-line = { $brand } hat eine Lösung angeboten. <b>{ $person }</b> hat nicht gesagt, ob es gelöst ist.
banner-lapsed-line-yours = { $brand } hat eine Lösung angeboten. <b>Du</b> hast nicht gesagt, ob es gelöst ist.
banner-lapsed-declined = Keine Antwort auf die Ablehnung
banner-lapsed-declined-line = { $brand } hat gesagt, was sie nicht tut. <b>{ $person }</b> hat nicht gesagt, ob das angenommen ist.
banner-lapsed-declined-line-yours = { $brand } hat gesagt, was sie nicht tut. <b>Du</b> hast nicht gesagt, ob du das annimmst.
banner-lapsed-question = Keine Antwort auf die Frage
banner-lapsed-question-line = { $brand } hat etwas gefragt. <b>{ $person }</b> hat 14 Tage lang nicht geantwortet.
banner-lapsed-question-line-yours = { $brand } hat etwas gefragt. <b>Du</b> hast 14 Tage lang nicht geantwortet.
banner-unanswered = Keine Antwort von { $brand }
banner-unanswered-further = Keine weitere Antwort von { $brand }
banner-unanswered-line = Geschlossen { $at }: { $brand } wusste davon und hat 60 Tage lang nicht richtig geantwortet. Eine Antwort ist noch möglich.
banner-withdrawn = Zurückgezogen von { $person }
banner-withdrawn-yours = Von dir zurückgezogen
banner-withdrawn-settled = Die Sache ist erledigt, sagt <b>{ $person }</b>.
banner-withdrawn-settled-yours = Du hast gesagt, dass die Sache erledigt ist.
banner-withdrawn-unsettled = Die Sache ist nicht erledigt, sagt <b>{ $person }</b>.
banner-withdrawn-unsettled-yours = Du hast gesagt, dass die Sache nicht erledigt ist.
banner-withdrawn-unsaid = Ob die Sache erledigt ist, wurde nicht gesagt. Sie zählt als nicht erledigt.
banner-withdrawn-condition = { $brand } wollte, dass die Beschwerde zurückgezogen wird, sagt <b>{ $person }</b>.
banner-withdrawn-condition-yours = Du hast gesagt, dass { $brand } das Zurückziehen wollte.
banner-counts-unanswered = Sie wurde vorher als unbeantwortet geschlossen und zählt als unbeantwortet.
banner-withdrawn-after = Zurückgezogen, nachdem { $brand } reagiert hatte. Das wird gezählt und gezeigt.
banner-retracted = Gelöscht: Sie war nie als Beschwerde gemeint
banner-dismissed = Von der Moderation geschlossen
banner-dismissed-line = Der Grund: <b>{ $ground }</b>.
banner-dismissed-said = Die Moderation schrieb: „{ $reason }“ { $log }
banner-dismissed-log = Es steht im öffentlichen Protokoll: { $log }
banner-log = Die Entscheidung lesen
banner-embargoed = Die Marke sieht sie zuerst. Von selbst öffentlich wird sie am <b>{ $date }</b>.
banner-embargo-over = Die Zeit, in der nur die Marke sie sieht, ist um. Gleich wird die Beschwerde öffentlich.
banner-embargo-ended = Das sehen nur die Marke, die Person, die es eingereicht hat, und die Moderation. Es wurde vor der Zeit geschlossen und wird darum nicht von selbst öffentlich.
banner-embargo-ended-yours = Das sehen nur die Marke, du und die Moderation. Es wurde vor der Zeit geschlossen und wird darum nicht von selbst öffentlich.
banner-never-listed = Sie wurde in den ersten Minuten geschlossen und steht darum in keiner Liste.
reopen-publishes-now = Die Zeit, in der nur die Marke sie sieht, ist um. Wenn du die Beschwerde wieder öffnest, wird sie sofort öffentlich.
reopen-publishes-at = Wenn du die Beschwerde wieder öffnest, wird sie von selbst öffentlich, und zwar am { $date }.
flag-hearing = { $flag } { $brand } sagt: <b>{ $ground }</b>. <b>{ $person }</b> kann hier bis <b>{ $until }</b> antworten. Dann entscheidet die Moderation.
flag-hearing-yours = { $flag } { $brand } sagt: <b>{ $ground }</b>. Du kannst hier bis <b>{ $until }</b> antworten. Dann entscheidet die Moderation.
flag-answered = { $flag } { $brand } sagt: <b>{ $ground }</b>. <b>{ $person }</b> hat geantwortet und kann bis { $until } noch etwas hinzufügen. Die Moderation entscheidet.
flag-answered-yours = { $flag } { $brand } sagt: <b>{ $ground }</b>. Du hast geantwortet und kannst bis { $until } noch etwas hinzufügen. Die Moderation entscheidet.
flag-answered-over = { $flag } { $brand } sagt: <b>{ $ground }</b>. <b>{ $person }</b> hat geantwortet. Die Moderation entscheidet.
flag-answered-over-yours = { $flag } { $brand } sagt: <b>{ $ground }</b>. Du hast geantwortet. Die Moderation entscheidet.
flag-waits = { $flag } { $brand } sagt: <b>{ $ground }</b>. Die Moderation entscheidet.
flag-said-by-brand = Das sagt die Marke
flag-words-erased = Was die Marke dazu schrieb, wurde gelöscht.
flag-brand-mistaken = War das ein Irrtum? Sag es hier in einer Antwort: Die Moderation liest sie neben dem, was du bestritten hast.
flag-heard = { $flag } { $brand } sagt: <b>{ $ground }</b>. <b>{ $person }</b> konnte bis { $until } antworten. Die Moderation entscheidet.
flag-heard-yours = { $flag } { $brand } sagt: <b>{ $ground }</b>. Du konntest bis { $until } antworten. Die Moderation entscheidet.
flag-appealed = { $flag } { $brand } sagt: <b>{ $ground }</b>. Die Moderation hat das abgelehnt, und { $brand } hat Einspruch erhoben. Jemand anderes aus der Moderation entscheidet, wenn es jemanden gibt.
banner-provisional = In den ersten zehn Minuten steht sie in keiner Liste.
clock-first-human = Erste Antwort eines Menschen nach <b>{ DATIVE($span) }</b>
clock-first-human-said = Dass ein Mensch geantwortet hat, sagt { $host }
clock-no-human = <b>Noch keine Antwort eines Menschen</b>
clock-hand-offs = { $count ->
    [one] <b>Einmal</b> weitergegeben
   *[other] <b>{ $count }-mal</b> weitergegeben
}
clock-reopened = { $count ->
    [one] <b>Einmal</b> wieder geöffnet
   *[other] <b>{ $count }-mal</b> wieder geöffnet
}
clock-step = Nach oben gebracht: <b>{ $step }</b>
legend-brand = Wartete auf { $brand }: { $span }
legend-person = Wartete auf { $person }: { $span }
legend-person-yours = Wartete auf dich: { $span }
would-return = würde dort wieder kaufen
would-not-return = würde dort nicht wieder kaufen
promise-by = Versprechen bis { $day }
promise-pending = noch { $span }
promise-broken = gebrochen
promise-kept = gehalten, sagt die Marke
promise-kept-late = spät gehalten, sagt die Marke
promise-refuted = nicht gehalten, sagt die Person
promise-refuted-yours = nicht gehalten, wie du gesagt hast
promise-confirmed = gehalten
promise-confirmed-late = gehalten, aber spät
supporters = { $count ->
    [0] Noch niemand sonst sagt „Ich auch“
    [one] { $count } Person hat dasselbe Problem
   *[other] { $count } Leute haben dasselbe Problem
}
support-yours = Du gehörst dazu.
support-from-afar = Vom eigenen Server aus: Antworte mit #ichauch.
post-person = <b>{ $name }</b>{ $host }
post-brand = { $brand }, ohne Namen { $proof }
post-representative = <b>{ $name }</b> für { $brand } { $proof }
post-representative-role = <b>{ $name }</b>, { $role } bei { $brand } { $proof }
post-said-by = sagt { $host }
post-by = Von { $name }
post-after = nach { DATIVE($span) }
post-edited = bearbeitet
post-gone = Dieser Text wurde gelöscht.
post-deleted = von der Marke gelöscht
post-first = Die erste Fassung
proof-mark = <span class="proof">✓ { $domain }</span>
proof-mark-named = <span class="proof weak">von den Betreibern eingetragen, nicht geprüft</span>

## Der Zeitstrahl

event-by = von { $name }
event-filed = Eingereicht
event-filed-pseudonym = Unter Pseudonym eingereicht
event-retracted = Gelöscht von der Person, die sich beschwert hat
event-retracted-yours = Von dir gelöscht
event-published = Veröffentlicht
event-brand-notified = Die Marke wurde benachrichtigt ({ $how })
event-acknowledged = Gesehen; jemand mit Namen nimmt sich der Sache an
event-responded = Beantwortet
event-responded-unnamed = Ohne Namen beantwortet
event-responded-automated = Automatisch beantwortet
event-response-edited = Eine Antwort wurde bearbeitet
event-response-deleted = Eine Antwort wurde gelöscht
event-labelled = Eine Antwort bekam ein Etikett
event-marked-elsewhere = Wer das eingereicht hat, kennzeichnet eine Antwort: Sie schickt woandershin
event-marked-elsewhere-yours = Du hast eine Antwort gekennzeichnet: Sie schickt dich woandershin
event-label-disputed = Etikett bestritten: { $label }
event-label-disputed-why = Etikett bestritten: { $label }. { $reason }
event-label-upheld = Etikett bestätigt: { $label }
event-label-struck = Etikett entfernt: { $label }
event-asked = Die Marke hat etwas gefragt
event-answered = Die Frage wurde beantwortet
event-commented = Kommentar
event-handed-off = Weitergegeben
event-handed-off-to = Weitergegeben an { $to }
event-promised = Versprechen: bis { $day }
event-promise-kept = Versprechen gehalten, sagt die Marke
event-promise-kept-late = Versprechen spät gehalten, sagt die Marke
event-promise-refuted = Versprechen nicht gehalten, sagt die Person
event-promise-refuted-yours = Versprechen nicht gehalten, wie du gesagt hast
event-promise-confirmed = Versprechen gehalten, sagt die Person
event-promise-confirmed-yours = Versprechen gehalten, wie du gesagt hast
event-promise-broken = Versprechen gebrochen
event-resolution-offered = Lösung angeboten: { $outcome }
event-resolution-refused = Die Marke hat abgelehnt
event-resolution-refused-why = Die Marke hat abgelehnt: { $reason }
event-resolution-confirmed = Gelöst, sagt die Person
event-resolution-confirmed-yours = Gelöst, wie du gesagt hast
event-resolution-confirmed-rated = Gelöst, sagt die Person: { $rating } von 10
event-resolution-confirmed-rated-yours = Gelöst, wie du gesagt hast: { $rating } von 10
event-resolution-declined = Nicht gelöst, sagt die Person
event-resolution-declined-yours = Nicht gelöst, wie du gesagt hast
event-given-up = Als nicht gelöst geschlossen
event-given-up-rated = Als nicht gelöst geschlossen: { $rating } von 10
event-reopened = Wieder geöffnet
event-withdrawn = Zurückgezogen
event-contested = Bestritten: { $ground }
event-contested-why = Bestritten: { $ground }. Die Marke: „{ $words }“
event-contested-erased = Bestritten: { $ground }. Was die Marke dazu schrieb, wurde gelöscht.
event-contest-answered = Antwort auf das, was die Marke bestreitet: { $ground }
event-contest-upheld = Die Marke hat zu Recht bestritten: { $ground }
event-contest-rejected = Die Marke hat zu Unrecht bestritten: { $ground }
event-dismissed = Abgewiesen: { $ground }
event-appealed = Einspruch { $side }
event-reinstated = Wieder eingesetzt
event-escalated = Nach oben gebracht: { $step }
event-corrected = Von der Person berichtigt, die es geschrieben hat
event-erased = Texte wurden gelöscht
event-linked-to-problem = Mit einem bekannten Problem verbunden
event-brand-reassigned = Von { $from } zu { $to } verschoben
event-supported = Ich auch
event-support-withdrawn = „Ich auch“ zurückgenommen
event-kudos = Eine Antwort hat jemandem geholfen
event-proof-tier-set = Kaufnachweis: { $tier }
event-reminded = Erinnerung nach { $day } Tagen
event-lapsed = Ohne Antwort verfallen
event-asked-again = Gefragt: Ist es noch behoben?
event-closed-unanswered = Geschlossen: 60 Tage ohne richtige Antwort
event-brand-reminded = Die Marke wurde nach { $day } Tagen erinnert
event-untold = Die Person, die sich beschwert hat, weiß jetzt, dass hier niemand von der Marke liest
event-untold-yours = Du weißt jetzt, dass hier niemand von der Marke liest
event-comment-edited = Ein Kommentar wurde von der Person geändert, die ihn schrieb
event-comment-deleted = Ein Kommentar wurde von der Person zurückgenommen, die ihn schrieb
event-comment-hidden = Ein Kommentar wurde von der Moderation herausgenommen: { $ground }
event-comment-shown = Die Moderation zeigt einen Kommentar wieder
event-step-worked = Gelöst, nachdem sie nach oben gebracht wurde: { $step }
event-withdrawn-settled = Zurückgezogen: Die Sache ist erledigt
event-withdrawn-unsettled = Zurückgezogen: Die Sache ist nicht erledigt
event-withdrawn-unsettled-condition = Zurückgezogen: Die Sache ist nicht erledigt, und die Marke wollte, dass die Beschwerde zurückgezogen wird
event-withdrawn-unsaid-condition = Zurückgezogen: Die Marke wollte es, und ob die Sache erledigt ist, wurde nicht gesagt
event-withdrawn-condition = Zurückgezogen: Die Sache ist erledigt, und die Marke wollte dafür, dass die Beschwerde zurückgezogen wird
event-complainant-gone = Die Person, die sich beschwert hat, hat ihr Konto gelöscht
event-newer = { $kind }: Dieser Server ist zu alt, um das zu kennen

## Taten

deed-confirm = Ja, es ist gelöst
deed-rate = Eine Bewertung abgeben
deed-decline = Nein, ist es nicht
deed-accept-refusal = Ich nehme das hin, und es endet hier
deed-reject-refusal = Nein, das nehme ich nicht hin
deed-give-up = Als nicht gelöst schließen
deed-give-up-hint = wenn du nicht weitermachen willst
deed-reopen = Es ist nicht behoben: wieder öffnen
deed-withdraw = Beschwerde zurückziehen
deed-withdraw-hint = du nimmst sie zurück
deed-retract = Löschen (in der ersten Stunde, solange nichts geschehen ist)
deed-publish = Jetzt veröffentlichen
deed-appeal = Einspruch
deed-support = Ich auch
deed-unsupport = Ich habe dieses Problem nicht mehr
deed-thank = Diese Antwort hat geholfen
deed-mark-elsewhere = Diese Antwort schickt mich woandershin
mark-elsewhere-hint = Sie verweist dich an ein anderes Formular, eine andere Stelle oder einen anderen Kanal oder lässt dich alles noch einmal erzählen, statt hier zu helfen. Das Zeichen ist öffentlich, und die Antwort zählt nicht mehr als Antwort eines Menschen. Die Marke kann es bestreiten; dann entscheidet die Moderation. Du kannst es nicht zurücknehmen.
mark-elsewhere-do = Diese Antwort kennzeichnen
deed-comment = Senden
deed-respond = Antworten
deed-acknowledge = Als gesehen vermerken
deed-hand-off = Weitergeben
deed-contest = Bestreiten
deed-answer-contest = Auf die Marke antworten
deed-keep-promise = Das Versprechen ist gehalten
deed-confirm-promise = Ja, es wurde gehalten
deed-refute-promise = Nein, es wurde nicht gehalten
deed-hide = Hier ausblenden
deed-unhide = Wieder zeigen
deed-dismiss = Abweisen
deed-reinstate = Wieder einsetzen
rate-how = Wie waren sie, von 0 bis 10?
rate-worst = 0: schlecht
rate-best = 10: sehr gut
rate-return = Würdest du dort wieder kaufen?
rate-free = Die Zahl und die zweite Frage sind freiwillig. Innerhalb von 30 Tagen kannst du noch einmal bewerten. Die spätere Bewertung zählt, die erste steht daneben.
decline-why = Was fehlt oder stimmt nicht?
publish-what = Bisher sehen das nur die Marke und die Moderation. Es wird von selbst öffentlich, wenn die Zeit um ist. Du kannst es auch jetzt veröffentlichen.
reopen-why = Was ist passiert?
confirm-solved-by = Wer hat es gelöst?
confirm-got = Was hast du bekommen?
confirm-got-choose = Bitte wählen
confirm-got-offered = (was die Marke angeboten hat)
confirm-got-none = nichts davon
withdraw-settled = Ist die Sache erledigt?
withdraw-condition = Wollte die Marke dafür, dass du die Beschwerde zurückziehst?
appeal-why = Warum ist die Entscheidung falsch?
appeal-once = Du kannst einmal Einspruch erheben. Das liest jemand, der hier noch nichts entschieden hat, wenn es jemanden gibt.
answer-text = Deine Antwort
answer-hint = Was die Person gesagt hat, steht auf dieser Seite. Antworte darauf, und frag nicht noch einmal danach.
answer-name = Dein Name
answer-role = Deine Rolle
answer-named = Nur eine Antwort mit dem Namen eines Menschen zählt als Antwort. Lässt du den Namen leer, erscheint sie als Antwort ohne Namen.
answer-and = Was ist diese Antwort?
answer-only = Nur eine Antwort
answer-only-hint = Die Beschwerde bleibt in deiner Liste.
answer-ask = Die Person etwas fragen
answer-ask-hint = Am Zug ist die Person, bis sie antwortet.
answer-offer = Eine Lösung anbieten oder ablehnen
answer-offer-hint = { $count ->
    [one] Ob es gelöst ist, kann nur die Person sagen. Noch { $count } Angebot.
   *[other] Ob es gelöst ist, kann nur die Person sagen. Noch { $count } Angebote.
}
answer-outcome = Wie
answer-reason = Falls abgelehnt: warum
answer-promise = Versprechen, bis zu einem Tag zu handeln
answer-promise-hint = Höchstens 90 Tage im Voraus. Ein Versprechen, das nicht gehalten wird, steht als gebrochen da.
answer-promise-day = Der Tag des Versprechens
answer-send = Antwort senden
acknowledge-what = Sag, dass sich jemand mit Namen der Sache annimmt. Das zählt nie als Antwort.
handoff-to = An wen
contest-ground = Grund
contest-which = Aus welchem Grund?
contest-uphold = Die Marke hat recht: abweisen
contest-reject = Ablehnen
comment-answer = Die Frage der Marke beantworten
comment-own = Etwas hinzufügen
comment-join = Einen Kommentar hinzufügen
comment-again-see = Auf der Seite ansehen
comment-anyway = Trotzdem noch einmal senden
comment-text = Dein Text
markdown-hint = Markdown geht: *Betonung*, Links, Listen.
limit-chars = Höchstens { $max } Zeichen.
goes-as = Was du hier sendest, erscheint unter { $handle }.
talk-join = Mitreden
talk-sign-in = Zum Kommentieren anmelden
talk-from-afar = Oder antworte von deinem eigenen Server aus. Eine öffentliche Antwort auf diese Beschwerde erscheint hier, außer dein Konto ist hier eingeschränkt oder dein Server gesperrt.
report-title = Diese Beschwerde melden
report-why = Was stimmt damit nicht?
report-note = Was soll die Moderation wissen?
report-choose = Wähle einen Grund
report-reason-missing = Wähle, warum du es meldest. Es ist noch nichts gesendet.
report-send = Meldung senden
report-sign-in = Melden kannst du, wenn du angemeldet bist, oder von deinem eigenen Server aus.
report-by = gemeldet von { $handle }
report-reason-abuse = Beleidigung oder Belästigung
report-reason-private = Privates über jemanden
report-reason-wrong-brand = Es geht um eine andere Marke
report-reason-not-genuine = Das ist nicht geschehen
report-reason-advertising = Werbung
report-reason-other = Etwas anderes
report-reason-look-alike = Sieht aus wie eine geprüfte Marke
report-reason-name-alike = Würde wie eine andere Marke heißen
moderate-title = Moderieren
moderate-reason = Begründung (öffentlich)
hide-hint = Sie verschwindet nur von diesem Server. Keine Zahl ändert sich.
dismiss-hint = Die Beschwerde ist dann für alle geschlossen, mit dieser Begründung. Eine Seite, die noch keinen Einspruch erhoben hat, kann das tun.

## Nachweis

proof-title = Die Aufzeichnung dieser Beschwerde
proof-lead = Jeder Schritt ist eine Zeile, mit dem Hash ihrer Rohdaten. Jede Zeile nennt den Hash der Zeile davor. So kann keine Zeile geändert, ausgelassen oder eingefügt werden, ohne dass es die anderen zeigen. Texte und Namen liegen neben den Zeilen und können gelöscht werden; die Zeilen bleiben vollständig.
proof-home = Liegt auf
proof-events = Schritte
proof-head = Neuester Hash
proof-chain = Die Aufzeichnung
proof-chain-intact = vollständig und unverändert (eben geprüft)
proof-chain-broken = nicht vollständig oder geändert: Etwas hier passt nicht zu dem, was aufgezeichnet wurde
proof-machine = Für Programme
proof-history = die Aufzeichnung als JSON
proof-erased = ein Text dieses Schritts wurde gelöscht
proof-stored = Rohdaten
proof-how = Zum Selberprüfen: Der SHA-256 der Rohdaten einer Zeile ist ihr Hash, und ihr Feld „previous“ ist der Hash der Zeile davor.
trust-refetchable = bestätigt durch den eigenen Beitrag der Person, { $address }
trust-home = nur vom Heimatserver bestätigt
party-commenter = Konto { $number } (kommentiert)
party-moderator = Moderation { $number }
party-home = der Heimatserver

## Marken

boards-lead = Alle können für eine Marke eine Seite öffnen. Die Marke muss nicht zustimmen.
boards-find = Suchen
boards-none = Diese Marke hat hier noch keine Seite. Sie entsteht, wenn sich jemand beschwert.
boards-near = „{ $name }“ heißt hier niemand. Diese Namen kommen dem nahe:
board-waiting = { $count ->
    [0] niemand wartet
    [one] { $count } wartet
   *[other] { $count } warten
}
board-summary = { $count ->
    [one] { $count } Beschwerde, wartend: { $waiting }
   *[other] { $count } Beschwerden, wartend: { $waiting }
}
board-description = Öffentliche Beschwerden über { $brand }, und wie { $brand } sie beantwortet.
board-no-voice = Hier spricht niemand für die Marke.
board-follow = Vom eigenen Server aus folgen
board-follow-how = Such auf deinem eigenen Server nach { $handle } und folge. Dann kommen Beschwerden, Antworten und Ergebnisse zu dir. Um dich zu beschweren, erwähne das Konto in einem öffentlichen Beitrag.
board-complain = Über { $brand } beschweren
board-answers = Wie { $brand } antwortet
board-too-early = Noch zu wenige Beschwerden für eine Aussage.
board-threads = Die Beschwerden
board-threads-none = Hier sind keine Beschwerden.
board-elsewhere = Beschwerden bei der Aufsicht (CFPB)
board-elsewhere-all = Alle Beschwerden bei der Aufsicht
elsewhere-lead = Beschwerden über diese Marke bei der US-Aufsicht (CFPB), { $window }. Sie wurden nicht hier eingereicht und stehen in keiner Zahl oben.
elsewhere-records = Beschwerden
elsewhere-in-time = Rechtzeitig beantwortet
elsewhere-relief = Mit Abhilfe geschlossen, von allen geschlossenen
elsewhere-disputed = Von der Person bestritten
elsewhere-of = { $part } von { $count }
elsewhere-plot = Beschwerden bei der Aufsicht, { $window }: höchstens { $highest } in einem Monat
elsewhere-bar = { $month }: { $count }
elsewhere-topics = Worum es geht, { $window }
voice-speaks = Spricht hier als { $handle }
voice-named = von den Betreibern eingetragen, Domain nicht geprüft
voice-well-known = geprüft durch eine Datei auf der eigenen Domain, zuletzt { $at }
voice-until = war geprüft bis { $at }
voice-missing = seit { $since } nicht gefunden
voice-never = nicht geprüft
figure-median = Wartezeit auf die erste Antwort eines Menschen, bei der Hälfte
figure-ninetieth = Wartezeit auf die erste Antwort eines Menschen, bei neun von zehn
figure-wait-rest = { $count ->
    [one] von { $count } Beschwerde, von der die Marke wusste. Wartende sind mitgezählt.
   *[other] von { $count } Beschwerden, von denen die Marke wusste. Wartende sind mitgezählt.
}
figure-longer = mehr als { $span }
figure-too-few = zu wenige für eine Aussage
figure-answered = Von einem Menschen mit Namen beantwortet
figure-answered-rest = { $count } von { $all } Beschwerden. Ohne Antwort zählen sie nach 48 Stunden mit.
figure-solved = Von der Marke gelöst, wie die Leute sagen
figure-solved-rest = { $count } von { $all } geschlossenen Beschwerden
figure-solved-parts = { $rest }: { $parts }
figure-part-solved-by-brand = { $count } von der Marke gelöst
figure-part-solved-otherwise = { $count } gelöst, aber nicht von der Marke
figure-part-unresolved = { $count } nicht gelöst
figure-part-unanswered = { $count } als unbeantwortet geschlossen
figure-part-withdrawn-unsettled = { $count } zurückgezogen, nachdem die Marke reagiert hatte, ohne dass jemand sagt, die Sache sei erledigt
figure-part-lapsed-against = { $count } verfallen, nachdem ein Angebot abgelehnt wurde oder die Marke abgelehnt hat
figures-window = Hier eingereichte Beschwerden, { $from } bis { $to }. Bei weniger als 10 steht hier keine Kennzahl, nur die Anzahl.
figures-untold = { $count ->
    [one] { $count } Beschwerde ist nicht in diesen Zahlen: Die Marke weiß noch nichts von ihr.
   *[other] { $count } Beschwerden sind nicht in diesen Zahlen: Die Marke weiß noch nichts von ihnen.
}
figures-repeated = { $count ->
    [one] { $count } weitere Beschwerde zählt nicht: Die Person hatte hier in den 30 Tagen davor schon eine.
   *[other] { $count } weitere Beschwerden zählen nicht: Die Leute hatten hier in den 30 Tagen davor schon eine.
}
figures-unanswered = { $count ->
    [one] { $count } Beschwerde wurde geschlossen, weil 60 Tage lang keine richtige Antwort kam.
   *[other] { $count } Beschwerden wurden geschlossen, weil 60 Tage lang keine richtige Antwort kam.
}
figures-withdrawn = { $count ->
    [one] { $count } Beschwerde wurde zurückgezogen, nachdem die Marke reagiert hatte.
   *[other] { $count } Beschwerden wurden zurückgezogen, nachdem die Marke reagiert hatte.
}
figures-erased = { $count ->
    [one] { $count } Beschwerde fehlt in der Liste aller Beschwerden: Ihre Worte wurden gelöscht. Sie zählt wie die anderen, und die Listen hinter den Kennzahlen zeigen sie.
   *[other] { $count } Beschwerden fehlen in der Liste aller Beschwerden: Ihre Worte wurden gelöscht. Sie zählen wie die anderen, und die Listen hinter den Kennzahlen zeigen sie.
}
figures-off-lists = { $count ->
    [one] { $count } Beschwerde steht in keiner Liste: Die Moderation hier hat sie ausgeblendet oder hält ihren Server aus Listen heraus. Sie zählt wie die anderen.
   *[other] { $count } Beschwerden stehen in keiner Liste: Die Moderation hier hat sie ausgeblendet oder hält ihre Server aus Listen heraus. Sie zählen wie die anderen.
}
figures-withdrawn-settled = { $count ->
    [one] { $count } davon ist erledigt, sagt die Person. Sie zählt weder für noch gegen die Marke.
   *[other] { $count } davon sind erledigt, sagen die Leute. Sie zählen weder für noch gegen die Marke.
}
figures-lapsed = { $count ->
    [one] { $count } Beschwerde ist verfallen: Auf ein Angebot oder eine Frage der Marke kam keine Antwort. Sie zählt weder für noch gegen die Marke.
   *[other] { $count } Beschwerden sind verfallen: Auf ein Angebot oder eine Frage der Marke kam keine Antwort. Sie zählen weder für noch gegen die Marke.
}
figures-broken = { $count ->
    [one] Bei { $count } Beschwerde wurde ein Versprechen nicht bis zu seinem Tag gehalten, oder die Person sagt, dass es nicht gehalten wurde.
   *[other] Bei { $count } Beschwerden wurde ein Versprechen nicht bis zu seinem Tag gehalten, oder die Person sagt, dass es nicht gehalten wurde.
}
board-answered-claimed = { $count ->
    [one] { $count } Beschwerde auf einem anderen Server steht nicht in dieser Liste: Nur dieser Server sagt, dass ein Mensch geantwortet hat.
   *[other] { $count } Beschwerden auf anderen Servern stehen nicht in dieser Liste: Nur diese Server sagen, dass ein Mensch geantwortet hat.
}
filter-ended-solved-by-brand = Von der Marke gelöst
filter-ended-closed = Geschlossen und gezählt
filter-ended-solved-untold = Gelöst, niemand sagte von wem
filter-ended-unanswered = Als unbeantwortet geschlossen
filter-ended-lapsed = Verfallen, für niemanden gezählt
filter-ended-withdrawn-after = Zurückgezogen, nachdem die Marke reagiert hatte
filter-ended-withdrawn-settled = Zurückgezogen und erledigt
filter-broken = Versprechen nicht gehalten
card-solved-otherwise = gelöst, aber nicht von der Marke
figures-elsewhere = { $count ->
    [one] { $count } Beschwerde liegt auf einem anderen Server. Sie steht unten und zählt hier nicht.
   *[other] { $count } Beschwerden liegen auf anderen Servern. Sie stehen unten und zählen hier nicht.
}
front-humans = Marken, die gut antworten
front-humans-none = Zurzeit tut das keine von ihnen.
front-humans-rule = Angesehen werden die { $looked } Marken, zu denen Leute zuletzt am häufigsten „gelöst“ gesagt haben. Hier stehen die, bei denen ein Mensch mit Namen mindestens { $percent } von 100 Beschwerden beantwortet hat, neun von zehn innerhalb von { $days } Tagen. Marken mit weniger als { $min } Beschwerden stehen nicht hier.
humans-solved = { $count } von { $all } geschlossenen Beschwerden von der Marke gelöst
humans-median = { $count ->
    [one] die Hälfte von { $count } Person hatte eine Antwort nach höchstens { DATIVE($span) }
   *[other] die Hälfte von { $count } Leuten hatte eine Antwort nach höchstens { DATIVE($span) }
}
figure-rating = Mittlere Bewertung (von 10)
figure-rating-rest = { $count ->
    [one] von { $count } Person
   *[other] von { $count } Leuten
}
filter-all = Alle
filter-answered = Von einem Menschen beantwortet
filter-rated = Bewertet
filter-waiting = Wartet auf die Marke
follow-go = Folgen
follow-go-to = Weiter bei { $server }
follow-title = Vom eigenen Server aus
follow-lead = Gib dein Konto bei Mastodon oder anderswo an. Wir schicken dich zu deinem Server, dort bestätigst du.
follow-search = Such auf deinem eigenen Server danach:

## Einreichen

file-heading = Beschwerde einreichen
file-lead = Fünf kurze Schritte. Nichts wird veröffentlicht, bevor du es abschickst.
file-who = Wer?
file-brand = Die Marke oder ihre Website
file-brand-hint = Hat sich noch niemand über sie beschwert, wird ihre Seite für dich angelegt.
file-brand-missing = Schreib, um welche Marke es geht.
file-brand-several = Wähl aus, welche davon du meinst.
file-brand-unknown = Den Namen kennt hier niemand. Schreib stattdessen die Website der Marke, etwa acme.com.
file-brand-empty = Schreib den Namen der Marke oder ihre Website, etwa acme.com.
file-brand-near = Den Namen kennt hier niemand. Ist es eine von diesen? Wenn nicht, schreib die Website der Marke, etwa acme.com.
file-brand-near-domain = Über diese Website hat sich hier noch niemand beschwert. Meintest du eine von diesen? Wenn nicht, wähl die neue.
file-brand-by-address = Das ist eine E-Mail-Adresse. Meinst du diese Marke? Dann wähl sie aus.
file-brand-address = Das ist eine Adresse, aber nicht die der Seite einer Marke. Schreib den Namen der Marke oder ihre Website, etwa acme.com.
file-brand-new = neu hier: Ihre Seite entsteht, wenn du einreichst
file-find = Suchen
file-found = Du meinst
file-product = Produkt oder Dienst
file-what = Was ist passiert?
file-text = Was passiert ist, in deinen Worten
file-text-hint = Was du gekauft hast, was schiefging, seit wann. Das können alle lesen, also schreib keine Bestellnummern oder Adressen. Markdown geht.
file-title = Titel
file-title-hint = Wenn du nichts schreibst, wird er aus deinem ersten Satz gemacht.
file-language = Sprache deines Textes
file-language-found = Am Text erkennen
file-tried = Was hast du versucht?
file-tried-hint = Eine Zeile für jedes Mal, dass du dich an sie gewandt hast. Alle können das lesen, damit die Marke nicht noch einmal fragen muss. Eine Vorgangsnummer sagt der Marke, wer du bist. Hast du dich noch nicht an sie gewandt, lass es leer.
contact-number = Kontakt { $number }
contact-channel = Wie
contact-date = Wann
contact-minutes = Minuten, die es dauerte
contact-minutes-wrong = Schreib, wie lange es gedauert hat, etwa 45, 45 min oder 1,5 h.
contact-date-future = Dieser Tag kommt erst noch.
contact-date-past = Dieser Tag liegt mehr als { $years } Jahre zurück. Stimmt das Jahr?
contact-date-wrong = Schreib den Tag so: 2026-01-31.
contact-reference = Vorgangsnummer
contact-demanded = Was sie von dir wollten
contact-add = Noch ein Kontakt
contact-on = { $channel }, { $day }
contact-reference-is = Vorgangsnummer { $reference }
channel-phone = Telefon
channel-email = E-Mail
channel-chat = Chat
channel-form = Formular
channel-shop = Vor Ort
channel-letter = Brief
channel-social = Soziale Medien
channel-other = Anders
file-wants = Was würde es wiedergutmachen?
file-amount = Betrag, um den es geht
file-amount-wrong = Schreib den Betrag in Ziffern, etwa 189 oder 189,50.
file-amount-whole = { $currency } hat keine Nachkommastellen. Schreib eine ganze Zahl, etwa 189.
file-amount-fine = Hinter dem Komma stehen mehr als zwei Ziffern. Schreib höchstens zwei, etwa 189,50.
file-amount-large = Das ist mehr, als hier hineinpasst: höchstens { $max }. Sieh nach, ob ein Komma fehlt.
file-amount-unclear = Das kann { $large } oder { $small } heißen. Schreib { $large } ohne Zeichen darin oder zwei Ziffern hinter das Zeichen.
file-currency-other = Im Betrag steht eine andere Währung als die, die hier gewählt ist.
file-currency-wrong = Wähl die Währung des Betrags.
file-currency = Währung
file-how = Wie soll sie erscheinen?
file-identity = Unter welchem Namen?
file-handle-hint = Alle können ihn sehen.
file-pseudonym = Ein Pseudonym nur für diese Beschwerde
file-pseudonym-hint = Von außen kann es niemand mit dir verbinden.
file-opening = Wann
file-now = Jetzt veröffentlichen
file-brand-first = Zuerst die Marke
file-brand-first-hint = Sie wird von selbst öffentlich, wenn die Zeit um ist, außer sie ist vorher gelöst oder zurückgezogen.
file-embargo-hours = Wie lange
file-preview = Vorschau
file-throw-away = Wegwerfen
file-preview-title = So sehen es alle
file-preview-pseudonym = ein Pseudonym
file-preview-later = der Name, den du nach dem Anmelden wählst
file-send = Einreichen
file-after = Sie ist sofort öffentlich und geht an alle, die der Marke folgen. In der ersten Stunde kannst du sie löschen, solange dort noch nichts geschehen ist.
file-after-embargo = Sie ist sofort öffentlich und geht an alle, die der Marke folgen. Wählst du „Zuerst die Marke“, geschieht das erst nach der Zeit, die du wählst. In der ersten Stunde kannst du sie löschen, solange dort noch nichts geschehen ist.
file-after-private = Zuerst sehen sie nur die Marke, du und die Moderation. Am { $day } wird sie von selbst öffentlich und geht an alle, die der Marke folgen, außer sie ist vorher gelöst oder zurückgezogen. In der ersten Stunde kannst du sie löschen, solange dort noch nichts geschehen ist.
file-again = Das hast du gerade eben eingereicht. Es wurde nicht noch einmal eingereicht.
file-again-see = Ansehen, was du eingereicht hast
file-anyway = Trotzdem noch einmal einreichen
file-sign-in = Zum Einreichen musst du angemeldet sein. Was du geschrieben hast, bleibt erhalten.

## Konten

login-member = Mitglieder
login-name = Name
login-password = Passwort
login-new = Neu hier?
login-register = Mitglied werden
login-wrong = Name oder Passwort ist falsch.
login-objection = Dein Widerspruch ist noch nicht gesendet. Er geht zusammen mit dem richtigen Passwort.
login-guest = Von einem anderen Server
login-guest-lead = Hast du ein Konto auf Mastodon, Lemmy oder sonst im Fediverse? Dann schicken wir dir dort eine Direktnachricht mit einem Link, der einmal geht.
login-handle = Dein Konto dort
login-handle-wrong = Schreib es als @name@server. Mitglieder dieses Servers melden sich mit ihrem Passwort an.
login-send-link = Link schicken
guest-sent-title = Ein Link ist unterwegs
guest-sent = Wenn es { $handle } gibt, schicken wir jetzt eine Direktnachricht dorthin. Öffne den Link innerhalb von { $minutes } Minuten in diesem Browser.
guest-confirm = Hier als { $handle } anmelden?
guest-dead-title = Dieser Link funktioniert nicht
guest-dead = Er ist zu alt, wurde schon benutzt oder in einem anderen Browser angefordert. Hol dir auf der Anmeldeseite einen neuen.
guest-anew = Neuen Link anfordern
guest-note = Anmelden bei { $name }: { $address } – Der Link geht einmal, 15 Minuten lang, in dem Browser, in dem du ihn angefordert hast. Warst du das nicht, dann ignorier diese Nachricht.
register-title = Mitglied werden
register-lead = Ein Name und ein Passwort, sonst nichts.
register-name-hint = { $min } bis { $max } Buchstaben a bis z, Ziffern und Unterstriche. Du kannst ihn später nicht ändern.
register-password-hint = Mindestens 10 Zeichen. Ein ganzer Satz ist gut.
register-forget = Wir haben keine E-Mail-Adresse von dir, also können wir dir kein neues Passwort schicken. Heb es in einem Passwort-Manager auf.
register-go = Mitglied werden
register-closed = Dieser Server nimmt gerade keine neuen Mitglieder auf. Du kannst dich mit einem Konto auf einem anderen Server anmelden oder von dort eine Marke erwähnen.
account-name-form = Ein Name hat 2 bis 30 Buchstaben a bis z, Ziffern und Unterstriche.
account-name-reserved = Dieser Name ist reserviert, weil er nach den Leuten klingt, die diesen Server betreiben. Wähl einen anderen.
account-name-taken = Der Name ist vergeben.
account-password-short = Das Passwort braucht mindestens 10 Zeichen.
account-password-long = Das Passwort ist zu lang.
account-wrong-password = Das ist nicht dein jetziges Passwort.
account-last-administrator = Nur noch du verwaltest diesen Server. Wer ihn betreibt, muss erst jemand anderen dazu machen: redress account role NAME administrator
account-last-owner = Nur noch dir gehört das Konto von { $brand }. Mach auf der Seite ihrer Leute erst jemand anderen zum Inhaber, oder gib das Konto auf.
settings-member = Du bist { $handle }.
settings-guest = Du bist als { $handle } angemeldet, von einem anderen Server.
settings-filed = Was du hier eingereicht hast
settings-filed-lead = Auch was andere nicht lesen können.
settings-language = Sprache
settings-language-which = Die Sprache dieser Website
settings-language-browser = Wie mein Browser sagt
settings-language-here = Du hast am Fuß einer Seite { $language } gewählt. Das gilt in diesem Browser, bis du hier eine Sprache speicherst.
settings-password = Passwort
settings-password-old = Dein jetziges Passwort
settings-password-new = Dein neues Passwort
settings-password-others = Überall sonst bist du dann abgemeldet.
quotes-title = Wer dich zitiert
quotes-lead = Andere Server dürfen öffentliche Beiträge zitieren. Hier steht, wer das tut. Nimmst du die Erlaubnis zurück, werden ihre Server gebeten, deinen Beitrag nicht mehr in ihrem zu zeigen.
quotes-none = Niemand zitiert dich.
quotes-quoted = dein Beitrag
quotes-revoke = Erlaubnis zurücknehmen
settings-out = Abmelden
leave-title = Dein Konto löschen
leave-title-guest = Löschen, was du hier geschrieben hast
leave-words = Deine Beschwerden und Kommentare verlieren ihre Worte, ihre Dateien und deinen Namen. Das beginnt sofort.
leave-states = Was aus jeder Beschwerde wurde, bleibt ohne dich stehen: ob sie beantwortet wurde und wie sie geschlossen wurde.
leave-servers = Server, die Kopien haben können, werden gebeten, sie zu löschen. Manche tun es vielleicht nicht.
leave-names = Das gilt auch für Beschwerden unter einem Pseudonym. Sie verschwinden im selben Augenblick. Wer genau hinsieht, könnte erraten, dass sie von dir sind.
leave-handle = Du wirst überall abgemeldet, und niemand kann sich wieder als { $handle } anmelden. Der Name bleibt vergeben, damit sich niemand für dich ausgeben kann.
leave-guest = Dein Konto { $handle } ist auf einem anderen Server und bleibt dort. Hier wirst du abgemeldet.
leave-for-good = Antworten von Marken bleiben, auch die, die du für eine geschrieben hast. Deine Meldungen bleiben bei der Moderation, ohne deinen Namen und deine Worte. Das lässt sich nicht rückgängig machen.
leave-password = Dein Passwort
leave-button = Endgültig löschen
profile-since = Hier seit { $day }
profile-filed = Unter diesem Namen eingereicht
profile-none = Bisher nichts Öffentliches.
profile-yours = Diese Liste siehst nur du
profile-yours-lead = Was du unter Pseudonym eingereicht hast, und was andere nicht lesen können.

## Schreibtisch

desk-lead = { $count ->
    [0] Hier wartet keine Beschwerde auf { $brand }.
    [one] { $count } Beschwerde wartet hier auf { $brand }.
   *[other] { $count } Beschwerden warten hier auf { $brand }.
}
desk-first = { $count ->
    [one] Hier steht die, die am längsten wartet.
   *[other] Hier stehen die { $count }, die am längsten warten.
}
desk-no-brand = Du antwortest noch für keine Marke.
desk-silent = Dein Konto spricht hier zurzeit nicht für { $brand }: Nichts weist nach, dass es das tut. Du liest, was alle lesen, und was du schreibst, zählt nur als deins. Die Leute warten weiter, und ihre Zeit zählt weiter.
desk-silent-link = Ansehen, was gefunden wurde, und noch einmal prüfen
desk-queue = Am längsten Wartende zuerst
desk-empty = Niemand wartet. Gut gemacht.
desk-offered = Warten auf die Person
desk-told = Was dir die Person gesagt hat
desk-nothing = Hier ist gerade nichts zu tun.
desk-private = Nicht öffentlich bis { $at }: Das und deine Antwort sehen nur du, die Person, die es eingereicht hat, und die Moderation. Danach wird es von selbst öffentlich.
desk-private-ended = Nicht öffentlich: Das und deine Antwort sehen nur du, die Person, die es eingereicht hat, und die Moderation.
card-private = nicht öffentlich bis { $at }
card-private-ended = nicht öffentlich
desk-choose = Wähl eine Beschwerde. Sie öffnet sich hier, mit allem, was die Person dir gesagt hat.
desk-other = Andere Schritte
told-by = Von
told-product = Produkt
told-wants = Will
told-amount = Es geht um

## Moderation und Verwaltung

moderation-lead = { $count ->
    [0] Nichts wartet auf eine Entscheidung.
    [one] Ein Fall wartet auf eine Entscheidung. Deine Entscheidung und deine Begründung sind öffentlich.
   *[other] { $count } Fälle warten auf eine Entscheidung. Deine Entscheidungen und deine Begründungen sind öffentlich.
}
moderation-none = Nichts zu entscheiden.
moderation-forward = Die Meldung auch an den Server der Person schicken, die das geschrieben hat. Wer gemeldet hat, steht nicht darin.
moderation-decide = Entscheiden
log-title = Moderationsprotokoll
log-lead = Alles, was die Moderation dieses Servers entschieden hat, und warum.
log-check = Wie sich dieses Protokoll prüfen lässt
log-check-chain = Jede Entscheidung ist eine Zeile mit einer Nummer. Eine Zeile nennt den Hash der Zeile davor. So kann keine Zeile später geändert, ausgelassen oder eingefügt werden, ohne dass es die anderen zeigen. Im Protokoll für Programme ist der SHA-256 von „rd:core“ einer Zeile ihr „rd:hash“, ihr „previous“ ist der Hash der Zeile davor, und jeder Text gehört dazu: HMAC-SHA-256 des Textes unter seinem Salz ist die Festlegung im Kern.
log-check-signed = Dieser Server unterschreibt jede Seite des Protokolls für Programme, mit dem Schlüssel, den sein Akteur veröffentlicht (FEP-8b32, eddsa-jcs-2022; der Beweis nennt den Schlüssel). Wer den neuesten Hash aufhebt, kann später beweisen, was das Protokoll heute sagte.
log-head = Neueste Zeile
log-json = das Protokoll als JSON, unterschrieben
log-none = Bisher wurde nichts entschieden.
log-a-complaint = eine Beschwerde
log-by = von { $name }
log-nothing = Meldung verworfen
log-hide = Hier ausgeblendet
log-unhide = Wieder gezeigt
log-dismiss = Abgewiesen
log-reinstate = Wieder eingesetzt
log-contest-upheld = Die Marke hat zu Recht bestritten
log-contest-rejected = Die Marke hat zu Unrecht bestritten
log-label-upheld = Etikett bestätigt
log-label-struck = Etikett entfernt
admin-lead = Diese Einstellungen gelten nach wenigen Sekunden.
admin-name = Name dieses Servers
admin-name-wrong = Gib dem Server einen Namen von höchstens 100 Zeichen.
admin-description = Wofür er da ist
admin-description-hint = Markdown. Steht auf der Seite über diesen Server.
admin-language = Sprache, wenn nichts anderes gewählt ist
admin-registrations = Alle können Mitglied werden
admin-authorized-fetch = Nur Server, die ihre Anfragen signieren, dürfen von hier abrufen
admin-authorized-fetch-hint = Gesperrte Server bekommen dann nichts. Auch Server, die nie signieren, können Beschwerden von hier nicht lesen. Die Seiten bleiben für alle offen.
admin-rules = Regeln
admin-rules-hint = Markdown. Alle können sie lesen.
admin-target = Stunden, bis eine Antwort überfällig ist
admin-target-wrong = Schreib eine ganze Zahl von Stunden von 1 bis 720.
admin-zone = Zeitzone
admin-zone-hint = Zeiten werden in dieser Zone gezeigt, und Tage enden in ihr: auch die Tage von Versprechen.
admin-zone-wrong = Schreib einen Ort wie Europe/Berlin, oder UTC.
admin-contact = E-Mail der Betreiber
about-title = Über { $name }
about-how = Wie es geht
about-how-1 = Du sagst einmal, öffentlich, was schiefging. Die Marke kann öffentlich antworten, mit Namen.
about-how-2 = Eine Marke kann eine Lösung anbieten, aber nur die Person, die sich beschwert hat, kann sagen, dass es gelöst ist. Daran ändert keine Einstellung etwas.
about-how-3 = Jeder Schritt wird aufgezeichnet, und die Server, die die Seite der Marke mitführen, haben die Aufzeichnung auch. Nichts darin ist käuflich.
about-states = Was die Zustände bedeuten
about-no-rules = Die Betreiber haben noch keine Regeln geschrieben.
about-contact = Kontakt
about-no-contact = Die Betreiber haben keine Adresse angegeben.
about-version = Redress { $version }, freie Software unter der AGPL.

## Other servers' boards

said-sent-elsewhere = An den Server geschickt, auf dem diese Beschwerde liegt. Hier erscheint es, sobald er es aufgezeichnet hat.
file-brand-elsewhere = geht als öffentliche Erwähnung an @{ $handle }
## Aufzeichnungen: was andere veröffentlicht haben
records-title = Beschwerden über { $brand } bei der Aufsicht
records-lead = Beschwerden, die das US Consumer Financial Protection Bureau (CFPB) veröffentlicht hat. Sie wurden nicht hier eingereicht und stehen in keiner Kennzahl. Jede führt zu ihrer Quelle.
records-words = Wörter in Firma, Thema oder Problem
records-find = Suchen
records-found = Was gefunden wurde
records-count = { $count ->
    [one] Eine Beschwerde bei der Aufsicht
   *[other] { $count } Beschwerden bei der Aufsicht
}
records-only = Nur
records-drop = Ohne
records-none = Keine Beschwerde bei der Aufsicht passt.
records-newer = Neuere
records-older = Ältere
records-months = Die letzten zwölf Monate
months = { $from } bis { $to }
records-window = Alle Beschwerden bei der Aufsicht, { $window }
records-since = ab { $month }
records-received = eingegangen { $day }
records-timely-yes = Rechtzeitig beantwortet
records-timely-no = Spät oder gar nicht beantwortet
records-timely-not-said = Nicht gesagt, ob rechtzeitig
records-disputed-yes = Von der Person bestritten
records-disputed-no = Nicht bestritten
records-disputed-not-said = Nicht gefragt, ob bestritten
records-response-any-relief = Mit irgendeiner Abhilfe geschlossen
records-response-monetary-relief = Mit Geld geschlossen
records-response-non-monetary-relief = Mit anderer Abhilfe geschlossen
records-response-relief = Mit Abhilfe geschlossen
records-response-explanation = Mit einer Erklärung geschlossen
records-response-no-relief = Ohne Abhilfe geschlossen
records-response-closed = Geschlossen
records-response-in-progress = In Arbeit
records-response-untimely = Keine rechtzeitige Antwort
records-response-not-said = Ausgang nicht gesagt
records-response-other = Ein anderer Ausgang

## Handeln in Fäden anderer Server

said-asked-home = Abgeschickt. Der Server, auf dem diese Beschwerde liegt, entscheidet. Seine Antwort erscheint hier.
said-corrected = Deine Berichtigung steht auf der Seite.
said-erased = Deine Worte werden jetzt gelöscht. Diese Seite sagt, wie weit das ist.
request-waiting = An { $home } geschickt: „{ $deed }“. Die Antwort steht noch aus.
request-quiet = Vor { DATIVE($span) } an { $home } geschickt: „{ $deed }“. Noch keine Antwort. Bis { $until } wird wieder gefragt.
request-given-up = { $home } hat auf „{ $deed }“ nie geantwortet und wird nicht mehr gefragt. Du kannst es noch einmal abschicken.
request-accepted = { $home } hat „{ $deed }“ aufgezeichnet. Gleich steht es auch hier.
request-refused = { $home } hat „{ $deed }“ abgelehnt: { $rule }
request-no-reason = ohne Begründung.
request-words = Was du geschrieben hast
deed-correct = Berichtigen, was du geschrieben hast
deed-correct-hint = oder löschen
deed-erase = Alles löschen, was ich geschrieben habe
deed-escalate = Weiter nach oben bringen
deed-delete-response = Die Antwort löschen
deed-dispute-label = Das Etikett bestreiten
correct-title = Titel
correct-text = Was passiert ist
deed-edit-response = Die Antwort ändern
deed-decide-label = Über das Etikett entscheiden
deed-decide-contest = Entscheiden, ob die Marke recht hat
deed-escalate-hint = eine Stufe höher
escalate-what = Alle sehen, bis zu welcher Stufe du die Beschwerde gebracht hast, auch die Leute der Marke. Zu einer niedrigeren Stufe kannst du danach nicht zurück.
escalate-step = An wen
escalate-reached = Bisher nach oben gebracht: { $step }
edit-response-hint = oder löschen
edit-response-what = Server, die sie bekommen haben, bekommen den neuen Text. Die erste Fassung bleibt lesbar.
dispute-label-which = Etikett
dispute-label-why = Warum passt es nicht?
dispute-label-hint = Öffentlich. Die Moderation entscheidet. Bis dahin zählt das Etikett.
decide-label-hint = Wenn du das Etikett entfernst, zählt die Antwort, als hätte sie es nie getragen.
label-uphold = Etikett behalten
label-strike = Etikett entfernen
trust-signed = unterschrieben mit dem eigenen Schlüssel der Person
refusal-private-reply = Deine Nachricht war nicht öffentlich, darum zählt sie nicht. Antworte öffentlich, oder direkt auf diese Nachricht.
refusal-answer-unnamed = Deine Antwort steht da, aber sie nennt niemanden, darum zählt sie nicht als Antwort eines Menschen. Beende deinen nächsten Beitrag mit einem Gedankenstrich, einem Namen und einer Rolle, etwa: — Ada Okoye, Kundendienst
refusal-several-commands = In deinem Beitrag stehen mehrere Befehle, darum zählt keiner. Antworte noch einmal mit nur einem.
refusal-command-turned = Ob du den Befehl in deinem Beitrag so meinst, war nicht klar, darum zählt er nicht. Meinst du ihn, antworte nur mit ihm.
refusal-outcome-unclear = Deine Antwort steht da, aber es wurde keine Lösung angeboten: Wir konnten nicht erkennen, welche. Antworte #gelöst mit einem dieser Wörter: Erstattung, Ersatz, Reparatur, Erklärung, Entschuldigung, Notlösung. Oder antworte #gelöst abgelehnt mit einem dieser Gründe: nicht unterstützt, nicht zuständig, keine Befugnis, Richtlinie.
refusal-day-unclear = Deine Antwort steht da, aber es wurde nichts versprochen: Wir konnten den Tag nicht erkennen. Antworte #versprochen und schreib den Tag als 2026-12-24.
refusal-rating-unclear = Die Beschwerde gilt als gelöst, aber deine Bewertung konnten wir nicht lesen. Um eine zu geben, antworte #bestätigt mit einer Zahl von 0 bis 10, geschrieben als 9/10.
refusal-last-rating-unclear = Deine Bewertung konnten wir nicht lesen, darum hat sich noch nichts geändert. Antworte #aufgegeben allein oder mit einer Zahl von 0 bis 10, geschrieben als 3/10.
refusal-private-filing = Deine Nachricht war nicht öffentlich, darum ist sie keine Beschwerde. Erwähne dieses Konto in einem öffentlichen Beitrag, dann wird es eine.
refusal-machine-filing = Nur Menschen können Beschwerden einreichen. Dieses Konto sagt, dass es kein Mensch ist, darum ist sein Beitrag keine Beschwerde.
refusal-own-board = Eine Marke reicht keine Beschwerde über sich selbst ein, darum ist dieser Beitrag keine. Um eine Beschwerde zu beantworten, antworte auf sie.
refusal-reply-filing = Mit einer Antwort reichst du keine Beschwerde ein. Erwähne dieses Konto dafür in einem eigenen Beitrag, der auf nichts antwortet.
refusal-edited-command = Du hast einem Beitrag nachträglich einen Befehl hinzugefügt. Das zählt nicht. Schreib ihn in eine neue Antwort.
refusal-deleted-for-good = Was du gelöscht hast, ist hier endgültig gelöscht und kommt nicht zurück. Soll es wieder zu lesen sein, schreib es noch einmal.
refusal-stays-unresolved = Sie ist schon als nicht gelöst geschlossen und bleibt es. Um sie wieder zu öffnen, antworte #wiederoffen.
refusal-stays-unresolved-form = Sie ist schon als nicht gelöst geschlossen und bleibt es. Soll die Marke weitermachen, öffne sie wieder.
refusal-not-understood = Dieser Server kennt „{ $given }“ nicht.
refusal-not-proven = Die Anfrage ist nicht von dem Konto unterschrieben, das sie nennt.
refusal-clock-doubted = Die Uhr dieses Servers geht gerade falsch, deshalb unterschreibt er nichts. Wer ihn betreibt, sieht das; versuch es später noch einmal.
refusal-recovering = Dieser Server wurde aus einer Sicherung wiederhergestellt und holt gerade auf. Bis dahin nimmt er nichts an. Versuch es später noch einmal.
notice-new-key = { $home } benutzt seit { $at } einen neuen Schlüssel, und der alte bestätigt ihn nicht. Von dort wird nichts Neues übernommen, bis hier jemand aus der Verwaltung entschieden hat.
notice-recovering = Seit { $at } wird dieser Server aus einer Sicherung wiederhergestellt: Er fragt andere Server nach dem, was er ihnen geschickt hatte. Bis dahin lässt sich hier nichts tun.
remark-appeal-waits = Ein Einspruch liegt bei der Moderation dieses Servers.
notice-recovering-waits = Er wartet noch auf Antwort von: { $hosts }.
proof-versions = Zwei verschiedene Fassungen
proof-version = Schritt { $number }: { $source } hat eine andere Fassung geschickt, { $at }.
proof-version-signed = Schritt { $number }: { $source } hat eine andere Fassung geschickt, unterschrieben von derselben Marken-Seite, { $at }.
proof-version-ours = Die erste, hier aufgehoben
proof-version-theirs = Die andere
admin-keys = Neue Schlüssel auf anderen Servern
admin-keys-hint = Wir trauen dem ersten Schlüssel, den wir sehen. Bevor du einem neuen traust, frag die Leute, die den anderen Server betreiben, auf einem anderen Weg.
admin-key = { $board } benutzt seit { $at } einen neuen Schlüssel. Damit unterschrieben und von uns abgelehnt: { $count ->
    [one] ein Stand
   *[other] { $count } Stände
}.
admin-trust-key = Diesem Schlüssel trauen
admin-contradictions = Server, die verschiedene Fassungen geschickt haben
admin-contradiction = { $home } hat zwei verschiedene Fassungen geschickt: { $count ->
    [one] bei einer Beschwerde
   *[other] bei { $count } Beschwerden
}.
person-erased = jemand, dessen Name gelöscht wurde

search-lead = Finde Marken, Beschwerden, Menschen und Beschwerden bei der Aufsicht nach Wörtern. Oder füge ein @name@server oder einen Link ein.
search-words = Wörter, @name@server oder ein Link
search-go = Suchen
search-in-all = Alles
search-in-complaints = Beschwerden
search-in-boards = Marken
search-in-people = Menschen
search-in-records = Beschwerden bei der Aufsicht
search-nothing = Nichts gefunden.
search-open = Seite hier öffnen
search-unknown = Dieses Konto kennen wir noch nicht.
search-missed = Der Server hat nicht geantwortet, oder er sagt, dass es das nicht gibt. Versuch es später noch einmal.
search-ask = Den Server fragen
search-sign-in = Melde dich an, dann fragen wir den Server
search-board = eine Marke
board-search = Wörter in diesen Beschwerden
nav-search = Suche
actor-person = ein Mensch
actor-official = das Konto einer Marke
actor-organization = eine Organisation
actor-service = ein Dienst
actor-group = eine Gruppe
actor-board = die Seite einer Marke
actor-instance = ein Server
actor-application = ein Server
profile-seen = Zuletzt gesehen { $at }
profile-original = Ursprüngliche Seite bei { $host }
profile-board-of = Die Seite für { $brand }. Folge dem Link zu dem, was hier bekannt ist.
profile-said = Kommentare und Antworten
profile-speaks-proven = <span class="proof">✓ Spricht für { $brand }, wie deren Domain sagt</span>
profile-speaks-named = <span class="proof weak">Spricht für { $brand }, von den Betreibern eingetragen, nicht geprüft</span>
follow-reply-own-server = Vom eigenen Server aus antworten
follow-account = Dein Konto anderswo
follow-account-hint = Wir fragen deinen Server einmal, was von dort aus geht. Wir heben nichts auf.
follow-account-wrong = Schreib dein Konto als @name@dein.server, oder nur den Server.
follow-find = Weiter
follow-nothing-told = { $server } hat nicht gesagt, wie. Bei den meisten Servern geht es so:
follow-by-hand = Oder mach es selbst
intent-follow = Folgen
intent-follow-title = { $name } folgen
intent-follow-at = Bei { $server } folgen
intent-create = Antworten
intent-create-title = Auf { $name } antworten
intent-create-at = Bei { $server } antworten
intent-like = Gefällt mir
intent-like-title = { $name } gefällt mir
intent-like-at = Bei { $server } favorisieren
intent-announce = Teilen
intent-announce-title = { $name } teilen
intent-announce-at = Bei { $server } teilen
intent-object = Öffnen
intent-object-title = { $name } öffnen
intent-object-at = Bei { $server } öffnen
intent-not = Jetzt nicht
intent-own = Das bist du.
intent-followed = Dem folgst du schon.
intent-follow-waits = Wartet auf Antwort.
intent-senseless = Das geht hiermit nicht.
said-followed = Du folgst jetzt, oder der Server wurde gefragt.
said-unfollowed = Du folgst nicht mehr.
said-liked = Gefällt dir.
said-boosted = Geteilt: Wer dir folgt, sieht es.
settings-following = Du folgst
settings-following-none = Bisher niemandem. Jede Marke und jeder Mensch hat einen Knopf dafür.
settings-unfollow = Nicht mehr folgen

## Was nicht zugestellt werden konnte, für Administratoren

deliveries-title = Fehlgeschlagene Zustellungen
deliveries-lead = Jede Zustellung wird dreißig Tage lang versucht. Was ein anderer Server endgültig abgelehnt oder nie angenommen hat, bleibt hier, bis du es noch einmal schickst oder verwirfst.
deliveries-waiting = Wartend: { $count }
deliveries-failing = Server, die nicht antworten: { $count }
deliveries-parked = Abgelehnt: { $count }
deliveries-dead = Aufgegeben: { $count }
deliveries-jobs = Fehlgeschlagene Aufgaben: { $count }
deliveries-oldest = Die älteste wartet seit { DATIVE($span) }
deliveries-hosts = Nach Server
deliveries-of-host = { $count ->
    [one] Eine Zustellung
   *[other] { $count } Zustellungen
}
deliveries-letters = Neueste zuerst
deliveries-none = Hier ist nichts.
deliveries-all = Alle Server
deliveries-is-parked = Abgelehnt: nicht erlaubt
deliveries-is-dead = Aufgegeben
deliveries-status = Antwort { $status }
deliveries-attempts = { $count ->
    [one] Ein Versuch
   *[other] { $count } Versuche
}
deliveries-complaint = Die Beschwerde
deliveries-retry = Noch einmal schicken
deliveries-drop = Verwerfen
deliveries-retry-host = Alles an diesen Server noch einmal schicken
deliveries-drop-host = Alles für diesen Server verwerfen
said-retried = Sie werden jetzt noch einmal geschickt.
said-dropped = Verworfen.
notice-undelivered = Noch nicht zugestellt an { $hosts }. Wir versuchen es weiter.
notice-undelivered-more = { $hosts } und { $count } weitere

## Mit welchen Servern diese Instanz zu tun hat

policy-title = Andere Server
policy-lead = Was du über eine Domain entscheidest, gilt auch für ihre Subdomains. Gesperrt: Nichts kommt herein, nichts geht hinaus, nichts wird abgeholt. Stummgeschaltet: Es zählt und steht in Beschwerden, die Leute öffnen, aber es steht in keiner Liste, und keine Marken-Seite kündigt es an.
policy-severity-allow = Erlaubt
policy-severity-silence = Stummgeschaltet
policy-severity-block = Gesperrt
policy-mode = Welche Server mitmachen dürfen
policy-mode-open = Alle, die nicht gesperrt sind
policy-mode-allowed = Nur erlaubte Domains
policy-new = Über eine Domain entscheiden
policy-domain = Domain
policy-domain-wrong = Schreib eine Domain wie example.com, aber nicht die dieses Servers.
policy-severity = Was geschieht
policy-reject-media = Keine Bilder von dort nehmen
policy-reject-reports = Keine Meldungen von dort nehmen
policy-obfuscate = Den Namen öffentlich teilweise verdecken
policy-reason = Begründung (öffentlich)
policy-note = Notiz (nur für die Verwaltung)
policy-list = Bisher entschieden
policy-none = Über keine Domain ist etwas entschieden.
policy-remove = Zurücknehmen
policy-import = Importieren
policy-import-hint = Zeilen, wie Mastodon sie exportiert: domain, severity, reject_media, reject_reports, public_comment, obfuscate.
policy-import-do = Diese Zeilen importieren
policy-import-wrong = Zeile { $line }: { $why }
policy-wrong-domain = das ist keine Domain
policy-wrong-hidden = die Domain ist teilweise verdeckt
policy-wrong-severity = die Stufe ist keine von noop, silence, suspend
policy-wrong-line = die Zeile ist nicht lesbar
policy-wrong-many = es sind mehr Zeilen, als auf einmal genommen werden
policy-wrong-long = der Grund ist länger als { $max } Zeichen
policy-export = Als CSV exportieren
policy-about = Andere Server
policy-about-none = Dieser Server tauscht sich mit jedem anderen Server aus.
policy-about-allowed = Dieser Server tauscht sich nur mit Servern aus, die er erlaubt.
policy-hidden = Ihr Server ist hier gesperrt.

## Was auf die Moderation wartet, und wer von Entscheidungen erfährt

moderation-queue = Wartet, das Älteste zuerst
queue-all = Alles { $count }
queue-report = Meldungen { $count }
queue-contest = Bestritten { $count }
queue-appeal = Einsprüche { $count }
queue-label = Etiketten { $count }
queue-objection = Widersprüche { $count }
queue-empty = Nichts wartet auf eine Entscheidung. Meldungen von Leuten und anderen Servern erscheinen hier sofort.
queue-waits = wartet seit { DATIVE($span) }
queue-heard = bis { $day }
queue-out = nicht du
case-report = Meldung
case-contest = Bestritten
case-appeal = Einspruch
case-label = Etikett
case-objection = Widerspruch
case-report-by = Meldung von { $handle } · { $about }
case-contest-by = Bestritten von { $brand } · Grund: { $about }
case-appeal-by = Einspruch { $about } · Beschwerde über { $brand }
case-label-by = { $brand } bestreitet ein Etikett: { $about }
case-objection-by = Widerspruch eines Kontos · { $about }
case-waits = Wartet seit { DATIVE($span) }
case-clock-report = Von selbst geschieht nichts. Wer gemeldet hat, erfährt, was du entscheidest.
case-clock-heard = Die Person, die sich beschwert hat, kann bis { $until } antworten. Entscheide danach, oder sobald die Antwort da ist. Privates und Worte, die gegen das Gesetz verstoßen, darfst du gleich ausblenden.
case-clock-answered = Die Person, die sich beschwert hat, hat geantwortet und kann bis { $until } noch etwas hinzufügen. Du kannst jetzt entscheiden.
case-clock-contest = Die Person, die sich beschwert hat, konnte bis { $until } antworten. Bis jemand entscheidet, bleibt die Beschwerde, wie sie ist.
case-clock-appeal = Das entscheidet jemand, der hier noch nichts entschieden hat, wenn es jemanden gibt. Bis dahin gilt die Entscheidung.
case-clock-label = Bis jemand entscheidet, zählt das Etikett.
case-clock-objection = Das entscheidet jemand anderes als beim ersten Mal, wenn es jemanden gibt. Bis dahin gilt die Entscheidung.
case-words-unchanged = Um diese Worte geht es, von { $by }, { $at }, seither unverändert.
case-words-edited = Um diese Worte geht es, von { $by }, { $at }, geändert { $edited }.
case-whole = Die ganze Beschwerde
case-report-says = Die Meldung sagt
case-brand-says = Die Marke sagt
case-person-says = Die Person, die sich beschwert hat, sagt
case-brand-since = Was die Marke seither schrieb
case-answered = Das ist die Antwort, { $at }.
case-account-says = Das Konto sagt
case-restricted-for = Die Begründung war
case-reports = { $count ->
    [one] { $count } Meldung
   *[other] { $count } Meldungen
}
case-reports-many = { $count } oder mehr Meldungen; die ersten { $count } stehen hier
case-reporter-gone = jemand, der gegangen ist
case-said-nothing = Bisher nichts, oder es wurde gelöscht.
case-rule = Die Regel
case-before = Was dazu schon entschieden wurde
case-decided = Entschieden { $at }.
case-decided-so = Entschieden { $at }: { $decision }
case-log-head = Im öffentlichen Protokoll wird stehen:
case-log-complaint = { $day }, { $name }: was du wählst, und „{ $title }“, solange alle das sehen dürfen. Dann deine Begründung. Wer einen Kommentar geschrieben hat, wird nicht genannt.
case-log-account = { $day }, { $name }: was du wählst, mit dem Namen des Kontos. Dann deine Begründung.
decide-what = Was entscheidest du?
decide-send = Entscheiden und Begründung veröffentlichen
decide-ground = Wenn du abweist: warum
decide-to = Wenn du verschiebst: die Domain der richtigen Marke
decide-days = Wenn du einschränkst oder sperrst: wie lange
decide-nothing = Alles so lassen
decide-nothing-hint = die Meldung wird verworfen, und wer gemeldet hat, erfährt es
decide-hide = Die Beschwerde hier ausblenden
decide-hide-hint = sie verschwindet nur von diesem Server; keine Zahl ändert sich; andere Server entscheiden selbst
decide-unhide = Die Beschwerde wieder zeigen
decide-unhide-hint = sie ist hier zurzeit ausgeblendet
decide-hide-comment = Diesen Kommentar herausnehmen
decide-hide-comment-hint = die Beschwerde bleibt; wer den Kommentar geschrieben hat, erfährt es
decide-show-comment = Diesen Kommentar wieder zeigen
decide-show-comment-hint = er ist zurzeit herausgenommen
decide-dismiss = Die ganze Beschwerde abweisen
decide-dismiss-hint = für alle geschlossen und nicht gezählt; eine Seite, die noch keinen Einspruch erhoben hat, kann das tun
decide-move = Zur richtigen Marke verschieben
decide-move-hint = beide Marken erfahren es, und die Person, die sich beschwert hat
decide-erase = Die Worte löschen, wie das Gesetz es verlangt
decide-erase-hint = hier; Server, die eine Kopie haben können, werden gebeten, sie zu löschen; lässt sich nicht rückgängig machen
decide-erase-comment = Diese Worte löschen, wie das Gesetz es verlangt
decide-erase-comment-hint = hier; Server, die eine Kopie haben können, werden gebeten, sie zu löschen; lässt sich nicht rückgängig machen
decide-erase-contest = Löschen, was die Marke sagt, wie das Gesetz es verlangt
decide-erase-contest-hint = hier; Server, die eine Kopie haben können, werden gebeten, sie zu löschen; dass die Marke bestreitet, bleibt
decide-limit = { $handle } einschränken
decide-limit-hint = darf in eigenen Beschwerden weitermachen, und sonst hier nichts tun
decide-suspend = { $handle } sperren
decide-suspend-hint = sofort abgemeldet; nichts, was sie tun oder schicken, zählt hier; sie erfahren, warum, und können widersprechen
decide-lift = Das Konto wieder zulassen
decide-lift-hint = alles ist wieder wie vorher
decide-keep = Bei der Entscheidung bleiben
decide-keep-hint = der Einspruch wird verworfen; beide Seiten erfahren es
decide-keep-restriction = Dabei bleiben
decide-keep-restriction-hint = der Widerspruch wird verworfen, und das Konto erfährt, warum
decide-reinstate = Die Beschwerde wieder einsetzen
decide-reinstate-hint = sie steht wieder da, wo sie vorher war
decide-uphold = Die Marke hat recht: die Beschwerde schließen
decide-uphold-hint = für alle geschlossen und nicht gezählt; die Person, die sich beschwert hat, kann Einspruch erheben, wenn sie das noch nicht getan hat
decide-reject = Die Beschwerde bleibt
decide-reject-hint = die Marke kann Einspruch erheben, wenn sie das noch nicht getan hat; das entscheidet jemand anderes, wenn es jemanden gibt
decide-label-uphold = Das Etikett bleibt
decide-label-uphold-hint = die Marke erfährt, warum
decide-label-strike = Das Etikett entfernen
decide-label-strike-hint = die Antwort zählt, als hätte sie es nie gehabt
ground-missing = Wähl einen Grund.
decide-missing = Wähl eine Entscheidung. Bisher ist nichts entschieden.
move-to-wrong = Schreib die eigene Domain der Marke, etwa acme.com.
reason-hint = Alle können sie lesen. Sag, welche Worte, welche Regel, und warum das nötig ist und genügt.
recused-title = Hier entscheidest nicht du
decided-first-long = Du hast hier schon entschieden; darüber entscheidet jemand anderes.
recused-filed = von dir eingereicht
recused-speaks = du sprichst für die Marke, oder hast es getan
recused-wrote = du hast mitgeredet
recused-reported = von dir gemeldet
recused-concerned = es geht um dich
recused-involved = vielleicht hast du damit zu tun
recused-filed-long = Du hast diese Beschwerde eingereicht, also entscheidest du nichts darin.
recused-speaks-long = Du sprichst für diese Marke oder hast es getan, also entscheidest du nichts darin.
recused-wrote-long = Du hast in dieser Beschwerde mitgeredet, also entscheidest du nichts darin.
recused-reported-long = Du hast das gemeldet, also entscheidet jemand anderes.
recused-concerned-long = Es geht um dein eigenes Konto, also entscheidet jemand anderes.
recused-involved-long = Du oder was du hier tust hat vielleicht mit diesem Konto zu tun, also entscheidet jemand anderes darüber.
recused-others = Jemand anderes hier kann entscheiden.
recused-nobody = Niemand sonst hier kann das bisher entscheiden. Die Verwaltung kann jemand anderen in die Moderation holen.
refusal-recused = Du bist hier beteiligt, also entscheidet jemand anderes.
refusal-suspended = Dein Konto ist hier gesperrt. Auf der Anmeldeseite steht, warum, und wie du widersprechen kannst.
refusal-limited = Dein Konto ist hier eingeschränkt. Du kannst in deinen eigenen Beschwerden weitermachen, sonst vorerst nichts. In deinen Einstellungen hier steht, warum, und dort kannst du widersprechen.
refusal-decided-here = Du hast in dieser Beschwerde als Moderation entschieden, also kannst du darin nicht auch mitreden.
refusal-nothing-to-undo = Wer entschieden hat, kann es einmal rückgängig machen, { $hours } Stunden lang, solange niemand Einspruch erhoben hat und seither nichts anderes entschieden wurde. Das ist hier nicht möglich.
refusal-operator-decided = Das haben die Leute entschieden, die diesen Server betreiben, und nur sie können es rückgängig machen: redress brand return { $domain } { $handle }
refusal-only-owner = Das kann nur, wem das Konto der Marke gehört.
refusal-last-owner = Nur noch dir gehört das Konto von { $brand }. Mach erst jemand anderen zum Inhaber, oder gib das Konto auf.
refusal-no-such-member = Niemand hier heißt „{ $given }“. Wer kein Konto hat, bekommt einen Link.
refusal-member-needed = Schreib den Namen des Mitglieds, das du einlädst.
refusal-no-such-person = Diese Person spricht nicht mehr für die Marke.
refusal-no-such-invitation = Diese Einladung gilt nicht mehr: Sie ist abgelaufen, zurückgenommen oder beantwortet.
refusal-invited-already = Diese Person spricht schon für die Marke oder ist eingeladen.
refusal-too-many-invitations = Es sind schon { $max } Einladungen offen. Nimm erst eine zurück.
refusal-not-sure = Kreuz an, dass du das willst.
refusal-receipt-empty = Wähl eine Datei, oder füll mindestens eines der drei Felder aus.
refusal-receipt-elsewhere = Wer für diese Marke spricht, liest auf einem anderen Server, und ein Beleg wird nie an einen anderen Server geschickt.
refusal-receipt-file = Diese Datei können wir nicht lesen. Es muss ein Bild (JPEG, PNG, WebP, GIF) oder ein PDF sein.
refusal-pictures-busy = Hier werden gerade viele Bilder angesehen. Was du geschrieben hast, steht noch da: Wähle die Datei noch einmal und versuch es in einer Minute wieder.
refusal-receipt-too-large = Die Datei ist größer als { $megabytes } MB. Ein Foto mit weniger Pixeln genügt.
refusal-no-such-receipt = Diesen Beleg gibt es nicht mehr.
refusal-too-many-receipts = Hier sind schon { $max } Belege. Nimm erst einen zurück.
refusal-decided-often = Du hast das { $max }-mal in { $days } Tagen entschieden. Jetzt bleibt es, wie es ist. Jemand anderes aus der Moderation kann noch entscheiden.
undo-title = Was du zuletzt entschieden hast
undo-until = lässt sich bis { $until } rückgängig machen
undo-hint = Du kannst es selbst { $hours } Stunden lang rückgängig machen. Alle, die es angeht, erfahren es sofort, mit dieser Begründung.
undo-never = Was niemand rückgängig machen kann: { $titles }.
undo-quoted = „{ $title }“
deed-undo = Rückgängig machen
said-undone = Rückgängig gemacht. Das steht im öffentlichen Protokoll.
log-decision-kept = Einspruch verworfen
log-objection-kept = Widerspruch verworfen
log-comment-hidden = Kommentar herausgenommen
log-comment-shown = Kommentar wieder gezeigt
log-limit = Konto eingeschränkt
log-suspend = Konto gesperrt
log-lift = Konto wieder zugelassen
log-move = Zu einer anderen Marke verschoben
log-mark-withheld = Häkchen genommen
log-mark-returned = Häkchen wieder erlaubt
log-name-allowed = Ähnlicher Name darf ein Häkchen haben
log-name-refused = Ähnlicher Name bekommt kein Häkchen
log-erase = Worte gelöscht, wie das Gesetz es verlangt
log-undo = Rückgängig gemacht
log-undone = (rückgängig gemacht { $at })
restrict-title = Ein Konto einschränken oder sperren
restrict-lead = Für Mitglieder, Leute auf anderen Servern und Pseudonyme. Was du entscheidest, steht im öffentlichen Protokoll.
restrict-who = Konto, etwa @name oder @name@server
restrict-missing = Dieses Konto ist hier nicht bekannt.
restrict-limit = Einschränken
restrict-suspend = Sperren
restrict-days = Wie lange
duration-7 = 7 Tage
duration-30 = 30 Tage
duration-365 = ein Jahr
duration-always = bis die Moderation es aufhebt
restriction-limited = eingeschränkt
restriction-suspended = gesperrt
restriction-limited-since = Eingeschränkt seit { $at }, bis { $until }: { $reason }
restriction-suspended-since = Gesperrt seit { $at }, bis { $until }: { $reason }
suspended-title = Dieses Konto ist hier gesperrt
suspended-what = Seit { $at }. Die Begründung: { $reason }
suspended-until = Bis { $until }.
suspended-for-good = Bis die Moderation es aufhebt.
suspended-means = Du kannst dich hier nicht anmelden und nichts tun, und was dein Konto schickt, zählt nicht. Was du auf einem anderen Server hast, kannst du dort weiter löschen.
suspended-object = Widersprechen
suspended-object-lead = Sag, warum die Entscheidung falsch ist. Jemand anderes aus der Moderation liest es, wenn es jemanden gibt, und die Antwort findest du hier.
suspended-password = Damit niemand sonst in deinem Namen widerspricht.
suspended-why = Warum ist die Entscheidung falsch?
suspended-send = Widerspruch schicken
suspended-objected = Dein Widerspruch liegt bei der Moderation. Melde dich später wieder an; dann siehst du, ob das Konto offen ist.
suspended-objected-before = Du hast schon widersprochen. Einmal genügt.
suspended-nothing-holds = Gegen dein Konto liegt nichts mehr vor, also gibt es nichts zu widersprechen. Du kannst dich anmelden.
suspended-signed-out = Dieser Link wurde schon benutzt. Um zu widersprechen, hol dir einen neuen.
told-title = Neues für dich
told-lead = Was auf dich wartet, was die Moderation über dich oder deine Worte entschieden hat, und was dir andere Server und deine Marken mitteilen. Niemand sonst kann das sehen.
told-none = Bisher nichts.
told-older = Ältere
told-elsewhere = Von anderen Servern
told-title-named = „{ $title }“
told-title-erased = eine gelöschte Beschwerde
told-lead-desk = Was auf die Marke wartet, und was ihr die Moderation und andere Server mitteilen. Alle, die für die Marke sprechen, können das sehen.
told-remove-desk = Für alle entfernen, die für die Marke sprechen
told-until-lifted = die Moderation es aufhebt
told-where-thread = Die Beschwerde, und was du tun kannst: { $link }
told-where-account = Zum Widersprechen geh auf die Anmeldeseite: { $link } { $contact }
told-of-contested = { $brand } bestreitet { $title }: { $ground }. { $said }Du kannst bis { $until } auf der Seite antworten. Dann entscheidet die Moderation.
told-of-contested-before = { $brand } bestreitet { $title }. Du kannst bis { $until } auf der Seite antworten. Dann entscheidet die Moderation.
told-brand-says = Die Marke: „{ $words }“
told-of-contest-upheld = Die Marke hat { $title } zu Recht bestritten, und die Beschwerde ist geschlossen: { $reason } Die Person, die sich beschwert hat, kann Einspruch erheben, wenn sie das noch nicht getan hat.
told-of-contest-upheld-yours = Die Marke hat { $title } zu Recht bestritten, und die Beschwerde ist geschlossen: { $reason } Du kannst Einspruch erheben, wenn du das noch nicht getan hast.
told-of-contest-upheld-final = Die Marke hat { $title } zu Recht bestritten, und die Beschwerde ist geschlossen: { $reason }
told-of-contest-rejected = Die Marke hat { $title } zu Unrecht bestritten, und die Beschwerde bleibt: { $reason } Die Marke kann Einspruch erheben, wenn sie das noch nicht getan hat.
told-of-contest-rejected-yours = Die Marke hat { $title } zu Unrecht bestritten, und die Beschwerde bleibt: { $reason } Du kannst für die Marke Einspruch erheben, wenn sie das noch nicht getan hat.
told-of-contest-rejected-final = Die Marke hat { $title } zu Unrecht bestritten, und die Beschwerde bleibt: { $reason }
told-of-dismissed = Die Moderation hat { $title } geschlossen: { $reason } Eine Seite, die noch keinen Einspruch erhoben hat, kann das in der Beschwerde tun.
told-of-dismissed-final = Die Moderation hat { $title } geschlossen: { $reason }
told-of-reinstated = { $title } ist wieder offen, wie vorher: { $reason }
told-of-reinstated-resolved = { $title } ist nicht mehr von der Moderation geschlossen, sondern gelöst wie vorher: { $reason }
told-of-reinstated-unresolved = { $title } ist nicht mehr von der Moderation geschlossen, sondern wie vorher als nicht gelöst geschlossen: { $reason }
told-of-reinstated-lapsed = { $title } ist nicht mehr von der Moderation geschlossen, sondern wie vorher verfallen: { $reason }
told-of-reinstated-unanswered = { $title } ist nicht mehr von der Moderation geschlossen, sondern wie vorher unbeantwortet geschlossen: { $reason }
told-of-reinstated-withdrawn = { $title } ist nicht mehr von der Moderation geschlossen, sondern wie vorher zurückgezogen: { $reason }
told-of-appealed = Die andere Seite hat Einspruch gegen die Entscheidung über { $title } erhoben. Die Moderation entscheidet. Bis dahin gilt die Entscheidung.
told-of-appeal-kept = Der Einspruch zu { $title } wurde verworfen, und die Entscheidung bleibt: { $reason }
told-of-appeal-reopened = Die Entscheidung über den Einspruch zu { $title } wurde rückgängig gemacht, und die Moderation entscheidet neu: { $reason }
told-of-hidden = Die Moderation hat { $title } hier ausgeblendet: { $reason } Andere Server entscheiden selbst. Du siehst die Beschwerde noch und kannst ändern, was du geschrieben hast.
told-of-shown = { $title } ist hier wieder zu sehen: { $reason }
told-of-moved = { $title } wurde zu einer anderen Marke verschoben: { $reason } Ihre Seite zeigt, was jetzt angeboten, gefragt oder versprochen ist.
told-of-moved-away = { $title } handelt nicht von euch und wurde zu einer anderen Marke verschoben: { $reason }
told-of-moved-here = { $title } wurde von einer anderen Marke zu eurer verschoben: { $reason }
told-of-erased = Die Moderation hat Worte von dir in { $title } gelöscht, wie das Gesetz es verlangt: { $reason }
told-of-comment-hidden = Die Moderation hat deinen Kommentar zu { $title } herausgenommen: { $reason }
told-of-comment-shown = Dein Kommentar zu { $title } ist wieder zu sehen: { $reason }
told-of-label-upheld = Das Etikett an eurer Antwort auf { $title } bleibt: { $reason }
told-of-label-struck = Das Etikett an eurer Antwort auf { $title } ist entfernt: { $reason }
told-of-answer-marked = Wer { $title } eingereicht hat, sagt, dass eure Antwort woandershin schickt. Sie zählt jetzt nicht als Antwort eines Menschen. Passt das nicht, könnt ihr es auf der Seite bestreiten; dann entscheidet die Moderation.
told-of-marking-disputed = Die Marke bestreitet, dass ihre Antwort auf { $title } dich woandershin schickt. Die Moderation wird entscheiden. { $reason }
told-of-marking-upheld = Dein Zeichen an einer Antwort auf { $title } bleibt: { $reason }
told-of-marking-struck = Dein Zeichen an einer Antwort auf { $title } ist entfernt; die Antwort zählt wieder: { $reason }
told-of-limited = Dein Konto ist hier eingeschränkt, bis { $until }: { $reason } In deinen eigenen Beschwerden kannst du weitermachen.
told-of-suspended = Dein Konto ist hier gesperrt, bis { $until }: { $reason }
told-of-lifted = Dein Konto ist hier wieder offen: { $reason }
told-of-mark-withheld = Die Moderation hat dir das Häkchen genommen. Du sprichst hier nicht mehr für die Marke: { $reason }
told-of-mark-given-back = Die Moderation erlaubt dir das Häkchen wieder. Deine Domain wird noch einmal gefragt: { $reason }
told-of-mark-withdrawn = Die Leute, die diesen Server betreiben, haben dir das Häkchen genommen. Du sprichst hier nicht mehr für die Marke. { $reason }
told-of-mark-returned = Die Leute, die diesen Server betreiben, lassen dich wieder für die Marke sprechen, sobald ihre Domain dich nennt. Die Domain wird gerade gefragt.
told-of-invited = { $reason } bittet dich, hier für sie zu sprechen. Du kannst bis { $until } annehmen oder ablehnen. Niemand spricht für eine Marke, ohne zugestimmt zu haben.
told-of-invitation-accepted = Deine Einladung wurde angenommen. Jetzt spricht für die Marke: { $reason }
told-of-invitation-declined = Deine Einladung wurde abgelehnt: { $reason }
told-of-made-owner = Dir gehört das Konto von { $reason } hier mit, unter dem Namen und der Rolle, die dort für dich stehen.
told-of-made-executive = Du entscheidest hier für { $reason } und erfährst, wenn jemand eine Beschwerde nach oben bringt.
told-of-made-agent = Du antwortest hier für { $reason }, unter dem Namen und der Rolle, die dort für dich stehen.
told-of-removed-from-voice = Du sprichst nicht mehr für { $reason }. Was du geschrieben hast, bleibt unter deinem Namen.
told-of-left-voice = Jemand spricht nicht mehr für die Marke: { $reason }
told-of-voice-given-up = Das Konto von { $reason } wurde aufgegeben. Niemand spricht jetzt durch dieses Konto. Wer es wieder nutzen will, muss die Domain neu nachweisen.
told-of-taken-to-you = Jemand hat { $title } nach oben gebracht, zu den Leuten, die für { $brand } entscheiden. Du gehörst dazu.
told-of-objection-kept = Dein Widerspruch wurde verworfen, und die Entscheidung gilt, bis { $until }: { $reason }
told-of-objection-reopened = Die Entscheidung über deinen Widerspruch wurde rückgängig gemacht, und die Moderation entscheidet neu: { $reason }
told-of-objection-closed = Dein Widerspruch ist erledigt: Wogegen du widersprochen hast, gilt nicht mehr.
told-of-restriction-over = Dein Konto ist hier wieder offen. Die Zeit ist um.
told-of-report-acted = Danke für deine Meldung zu { $title }. Die Moderation hat gehandelt: { $reason }
told-of-report-turned-down = Danke für deine Meldung zu { $title }. Die Moderation hat alles so gelassen: { $reason }
told-of-report-reopened = Die Entscheidung über deine Meldung zu { $title } wurde rückgängig gemacht, und die Moderation sieht sie sich noch einmal an: { $reason }
told-new = Neu
told-from = Von { $host }, einem anderen Server:
told-by-host = { $host }, ein anderer Server, sagt:
told-remove = Entfernen
told-where-contact = Fragen: { $contact }
told-where-object-contact = Zum Widersprechen schreib an { $contact }
told-of-offered = { $brand } sagt, dass { $title } gelöst ist, und wie. Sag bis { $until }, ob das stimmt. Sagst du nichts, wird die Beschwerde dann geschlossen.
told-of-offered-declined = { $brand } sagt zu { $title }, was die Marke nicht tun wird, und hält die Beschwerde damit für beantwortet. Sag bis { $until }, ob du das annimmst. Sagst du nichts, wird die Beschwerde dann geschlossen.
told-of-offered-again = { $brand } bietet für { $title } noch einmal eine Lösung an. Sie ändert nichts, bis du sie bestätigst.
told-of-offered-again-declined = { $brand } sagt zu { $title } noch einmal, was die Marke nicht tun wird. Das ändert nichts, solange du es nicht annimmst.
told-of-asked = { $brand } fragt dich etwas zu { $title }. Antworte auf der Seite bis { $until }. Sagst du nichts, wird die Beschwerde dann geschlossen.
told-of-reminded = { $brand } wartet noch auf deine Antwort zu { $title }. Sagst du nichts, wird die Beschwerde geschlossen: { $until }.
told-of-lapsed = { $title } wurde geschlossen, weil { $brand } 14 Tage auf deine Antwort gewartet hat. Du kannst noch sagen, ob es gelöst ist, oder die Beschwerde wieder öffnen.
told-of-asked-again = Ist { $title } noch behoben? Sag es auf der Seite bis { $until }. Ist das Problem wieder da, öffne die Beschwerde dort wieder.
told-of-untold = Von { $brand } liest hier niemand, also weiß niemand von { $title }. Die Beschwerde bleibt offen, in einer eigenen Liste. Auf ihrer Seite steht, was du sonst tun kannst.
told-of-acknowledged = Jemand bei { $brand } kümmert sich jetzt um { $title }. Das ist noch keine Antwort.
told-of-answered = { $brand } hat geantwortet: { $title }.
told-of-handed-off = { $brand } hat die Beschwerde weitergegeben: { $title }.
told-of-promised = { $brand } hat zu { $title } etwas versprochen, bis { $until }.
told-of-promise-kept = { $brand } sagt, dass ein Versprechen zu { $title } gehalten ist. Stimmt das nicht, sag es auf der Seite bis { $until }. Danach gilt das Versprechen als gehalten.
told-of-promise-broken = { $brand } hat zu { $title } etwas versprochen, und der Tag ist vorbei. Das Versprechen gilt als gebrochen.
told-of-promise-refuted = Die Person, die sich beschwert hat, sagt, dass { $brand } ein Versprechen nicht gehalten hat: { $title }.
told-of-declined = Die Person, die sich beschwert hat, sagt, dass es nicht gelöst ist: { $title }. Jetzt ist wieder { $brand } an der Reihe.
told-of-reopened = Die Person, die sich beschwert hat, hat die Beschwerde wieder geöffnet: { $title }. Jetzt ist { $brand } an der Reihe.
told-of-brand-reminded = { $title } wartet auf eine Antwort von { $brand }. Ohne eine richtige Antwort mit Namen wird die Beschwerde als unbeantwortet geschlossen und so gezählt: { $until }.
told-of-unanswered = { $title } wurde als unbeantwortet geschlossen: { $brand } hat 60 Tage lang nicht richtig geantwortet. Eine Antwort ist noch möglich, und die Person, die sich beschwert hat, kann die Beschwerde wieder öffnen.
told-of-claim-dropped = Deine Anfrage, für { $reason } zu sprechen, ist verfallen: Es gab nicht rechtzeitig einen Nachweis. Du kannst neu anfragen.
told-of-claim-proven = Du sprichst hier jetzt für { $reason }: Die Domain nennt dein Konto.
told-of-proof-missing = Die Domain { $reason } nennt dein Konto nicht mehr. Bleibt das bis { $until } so, sprichst du hier nicht mehr für sie.
told-of-proof-silent = { $reason } hat nicht geantwortet, als wir nach dem Nachweis für dein Konto gesehen haben. Wird bis { $until } nichts gefunden, sprichst du hier nicht mehr für die Domain.
told-of-proof-not-back = Die Domain { $reason } nennt dein Konto, aber dein Konto nennt die Domain nicht mehr. Bleibt das bis { $until } so, sprichst du hier nicht mehr für sie.
told-of-proof-alike = Die Domain { $reason } nennt dein Konto, sieht aber aus wie eine, die zuerst geprüft war. Entscheidet die Moderation nicht, dass beide ehrlich sind, sprichst du hier nach { $until } nicht mehr für sie.
told-of-proof-no-voice = Die Domain { $reason } nennt dein Konto, aber ein solches Konto kann nicht für eine Marke sprechen. Bleibt das bis { $until } so, sprichst du hier nicht mehr für sie.
told-proof-page = Ansehen, was gefunden wurde, und noch einmal prüfen
told-of-proof-over = Du sprichst hier nicht mehr für { $reason }: 7 Tage lang war nicht nachgewiesen, dass du es tust. Die Leute warten weiter, und ihre Zeit zählt weiter. Sobald es wieder nachgewiesen ist, kannst du weitermachen.
why-limited = Was du geschrieben hast, zählt hier nicht: Dein Konto ist hier eingeschränkt, bis { $until }. In deinen eigenen Beschwerden kannst du weitermachen.
why-suspended = Was du geschrieben hast, zählt hier nicht: Dein Konto ist hier gesperrt, bis { $until }.
nav-told = Für dich
said-told-removed = Entfernt.
said-objected = Dein Widerspruch liegt bei der Moderation. Du erfährst hier, was sie entscheidet.
said-objected-before = Du hast schon widersprochen. Einmal genügt.
said-nothing-to-object-to = Gegen dein Konto liegt nichts mehr vor, also gibt es nichts zu widersprechen.
settings-limited-title = Dein Konto ist hier eingeschränkt
settings-limited = Seit { $at }. Die Begründung: { $reason }
settings-objected = Dein Widerspruch liegt bei der Moderation. Du erfährst hier, was sie entscheidet.
settings-objection-decided = Die Moderation hat über deinen Widerspruch entschieden. Was sie gesagt hat, steht unten.
settings-objection-missing = Sag, warum die Entscheidung falsch ist.
banner-still-fixed = { $person } wurde gefragt, ob es noch behoben ist, und kann bis <b>{ $until }</b> antworten.
banner-still-fixed-yours = <b>Ist es noch behoben?</b> Sag es bis <b>{ $until }</b>. Ist das Problem wieder da, öffne die Beschwerde wieder.
deed-still-fixed = Ja, es ist noch behoben
claim-looked-proven = Zuletzt geprüft: { $at }. Wir prüfen jeden Tag wieder.
rule-wrong-brand = Eine Beschwerde gehört zu der Marke, um die es geht. Verschieb sie dorthin, weis sie nicht ab.
rule-not-genuine = Es muss der Person geschehen sein, die sich beschwert. Dass sie wütend ist oder die Marke es anders sieht, macht es nicht unwahr.
rule-duplicate = Ein Problem einer Person ist eine Beschwerde. Dasselbe Problem mehrerer Leute sind mehrere Beschwerden.
rule-advertising = Eine Beschwerde sagt, was schiefging, und verkauft nichts.
rule-personal-data = Beschwerden handeln von Marken. Ein Mensch darf mit seiner Rolle beschrieben werden, aber nie so, dass Fremde ihn finden.
rule-unlawful-words = Was das Gesetz zu sagen verbietet, hat hier keinen Platz. Ein hartes Urteil ist nicht verboten.
rule-abuse = Niemand darf Menschen bedrohen oder beleidigen. Was eine Marke getan hat, darf man deutlich sagen.
rule-settled = Was erledigt ist oder vor Gericht liegt, wird anderswo entschieden. Dass es geschah, darf lesbar bleiben.
rule-no-consumer-matter = Beschwerden handeln von dem, was jemand gekauft oder benutzt hat.
rule-appeal = Jede Seite kann einmal Einspruch erheben. Es entscheidet jemand, der dort noch nichts entschieden hat, wenn es jemanden gibt.
rule-label = Ein Etikett bleibt, wenn es sagt, was die Antwort ist. Es soll niemanden tadeln, und es verbirgt nichts.
rule-objection = Ein Konto wird nicht mehr und nicht länger eingeschränkt oder gesperrt als nötig.
rule-report-abuse = Niemand darf Menschen bedrohen oder beleidigen. Was eine Marke getan hat, darf man deutlich sagen.
rule-report-private = Ein Mensch darf mit seiner Rolle beschrieben werden, aber nie so, dass Fremde ihn finden.
rule-report-wrong-brand = Eine Beschwerde gehört zu der Marke, um die es geht. Verschieb sie dorthin.
rule-report-not-genuine = Es muss der Person geschehen sein, die sich beschwert. Dass jemand es anders sieht, macht es nicht unwahr.
rule-report-advertising = Eine Beschwerde sagt, was schiefging, und verkauft nichts.
rule-report-other = So viel wie nötig und nicht mehr.
rule-report-look-alike = Wer zuerst geprüft war, behält das Häkchen. Ein ähnlicher Name bekommt keines, bis die Moderation entscheidet, dass beide ehrlich sind. Entscheide das auf der gemeldeten Seite.
rule-report-name-alike = Keine Marke bekommt den Namen einer anderen, weil ihre eigene Seite das sagt: Stattdessen steht ihre Domain da. Sind beide Namen ehrlich, kann eine Administratorin oder ein Administrator die Marke benennen. Wenn nicht, nimm ihr das Häkchen auf der gemeldeten Seite.
contest-why = Was stimmt daran nicht?
contest-why-hint = Öffentlich, als Worte der Marke. Die Person, die sich beschwert hat, muss darauf antworten können.
answer-contest-text = Deine Antwort
answer-contest-hint = Öffentlich. Sobald du sie abgeschickt hast, darf die Moderation darüber entscheiden. Du kannst noch etwas hinzufügen. Andere Kommentare zählen nicht als deine Antwort.
answer-contest-send = Antwort abschicken
report-post = Diesen Beitrag melden
deed-hide-comment = Diesen Kommentar herausnehmen
deed-show-comment = Diesen Kommentar wieder zeigen
deed-move = Zu einer anderen Marke verschieben
deed-move-to = Domain der richtigen Marke
deed-erase-by-law = Die Worte löschen, wie das Gesetz es verlangt
post-hidden = Die Moderation hat diesen Kommentar herausgenommen: { $reason }
post-hidden-home = Die Moderation von { $home }, wo diese Beschwerde liegt, hat diesen Kommentar herausgenommen: { $reason }
post-hidden-erased = { $home }, wo diese Beschwerde liegt, hat das gelöscht: { $reason }
post-hidden-erased-why-not-said = { $home }, wo diese Beschwerde liegt, hat das gelöscht und keinen Grund genannt.
erasure-here = Was gelöscht wurde, wird gerade auf diesem Server entfernt.
erasure-here-done = Was gelöscht wurde, ist auf diesem Server entfernt.
erasure-telling = Andere Server erfahren es gerade.
erasure-nowhere = Es wurde an keinen anderen Server geschickt.
erasure-confirmed = { $confirmed } von { $hosts } Servern haben bestätigt, dass sie es gelöscht haben.
erasure-silent = Noch keine Antwort von { $hosts }. Sie werden 30 Tage lang wieder gefragt.
erasure-refused = { $hosts } hat das Löschen nicht bestätigt. Was dort bleibt, liegt nicht in unserer Hand.
fact-filed-nameless = Eingereicht <b>vor { DATIVE($span) }</b>
sure-not = Nein, zurück
sure-erase = Alles löschen, was du hier geschrieben hast?
sure-erase-1 = Deine Worte, dein Name und was du über frühere Kontakte geschrieben hast, werden auf diesem Server gelöscht. Wie oft und wie lange du dich gemeldet hattest und der Betrag bleiben, ohne deinen Namen. Niemanden sonst führt hier noch etwas von deinem Namen zu dieser Beschwerde.
sure-erase-2 = Jeder Server, der eine Kopie haben kann, wird gebeten, sie zu löschen. Die Seite sagt, wie viele es bestätigt haben.
sure-erase-3 = Sichtbar bleibt, dass hier eine Beschwerde war und wie sie geschlossen wurde. Die Worte anderer bleiben auch.
sure-erase-4 = Das lässt sich nicht rückgängig machen. Kopien, die andere selbst gemacht haben, liegen nicht in unserer Hand.
sure-erase-do = Löschen
sure-withdraw = Diese Beschwerde zurückziehen?
sure-withdraw-1 = Die Beschwerde wird als zurückgezogen geschlossen. Niemand wartet mehr auf eine Antwort.
sure-withdraw-2 = Die Beschwerde bleibt lesbar, mit dem Vermerk, dass du sie zurückgezogen hast. Sollen deine Worte weg, dann lösch sie.
sure-withdraw-3 = Das lässt sich nicht rückgängig machen.
sure-withdraw-do = Zurückziehen
sure-contest = Diese Beschwerde bestreiten?
sure-contest-1 = Alle, die die Beschwerde sehen, sehen deinen Grund und was du schreibst, als Worte der Marke.
sure-contest-2 = Die Person, die sich beschwert hat, erfährt es und kann 7 Tage lang antworten. Die Moderation entscheidet, wenn die Antwort da ist oder die Tage um sind.
sure-contest-3 = Bis dahin bleibt die Beschwerde, wie sie ist, und deine Zeit zu antworten läuft weiter.
sure-contest-4 = Hast du recht, wird sie für alle geschlossen und nicht gezählt. Wenn nicht, bleibt sie, und du kannst einmal Einspruch erheben.
sure-contest-5 = Aus jedem Grund kannst du einmal bestreiten, und du kannst es nicht zurücknehmen. War es ein Irrtum, sag es in einer Antwort: Die Moderation liest sie daneben.
sure-contest-do = Bestreiten
sure-retract = Diese Beschwerde löschen, weil sie nie als eine gemeint war?
sure-retract-1 = In der ersten Stunde, und solange die Marke nicht geantwortet hat, kannst du eine Beschwerde löschen. Dann ist es, als hätte es sie nie gegeben. Sie wird nicht gezählt.
sure-retract-2 = Ihre Worte werden hier gelöscht, und jeder Server, der eine Kopie haben kann, wird gebeten, sie zu löschen.
sure-retract-3 = Das lässt sich nicht rückgängig machen.
sure-retract-do = Löschen
sure-give-up = Diese Beschwerde als nicht gelöst schließen?
sure-give-up-1 = Die Beschwerde wird als nicht gelöst geschlossen. So zählt sie für die Marke, wenn die Marke davon erfahren hat.
sure-give-up-2 = Du kannst sie innerhalb von 180 Tagen wieder öffnen.
sure-give-up-do = Als nicht gelöst schließen
sure-delete-response = Diese Antwort löschen?
sure-delete-response-1 = Server, die sie haben können, werden gebeten, sie zu löschen.
sure-delete-response-2 = Hier bleibt sie lesbar, als gelöscht gekennzeichnet. Ihre Zeit und ihre Etiketten bleiben und zählen weiter.
sure-delete-response-3 = Das lässt sich nicht rückgängig machen.
sure-delete-response-do = Antwort löschen

## Kommentare, die ihre Autoren ändern und zurücknehmen

deed-edit-comment = Diesen Kommentar ändern
edit-comment-hint = oder zurücknehmen
edit-comment-what = Server, die ihn bekommen haben, bekommen den neuen Text. Die erste Fassung bleibt lesbar.
deed-delete-comment = Den Kommentar zurücknehmen
sure-delete-comment = Diesen Kommentar zurücknehmen?
sure-delete-comment-1 = Die Worte verschwinden hier, und Server, die eine Kopie haben können, werden gebeten, sie zu löschen.
sure-delete-comment-2 = Sichtbar bleibt, dass hier ein Kommentar war.
sure-delete-comment-3 = Das lässt sich nicht rückgängig machen.
sure-delete-comment-do = Kommentar zurücknehmen
said-comment-edited = Dein Kommentar ist geändert. Die erste Fassung bleibt lesbar.
said-comment-deleted = Dein Kommentar ist zurückgenommen, und seine Worte sind hier weg.
notice-not-recorded = Etwas auf dieser Seite weicht von der Aufzeichnung ab. Trau der Aufzeichnung, und sag es den Leuten, die diesen Server betreiben.

# Wer für eine Marke liest, und wie ihre Stimme belegt ist.
proof-dns = ein Eintrag in ihrem DNS
proof-webfinger = eine Adresse auf der eigenen Domain
proof-well-known = eine Datei auf der eigenen Domain
proof-link = Links in beide Richtungen
proof-administrator = deren Betreiber
proof-unknown = ein Weg, den dieser Server nicht kennt
proof-mark-until = <span class="proof weak">war geprüft bis { $at }</span>
voice-account = { $handle }
voice-dns = geprüft durch einen Eintrag im DNS der Domain, zuletzt { $at }
voice-webfinger = geprüft durch eine Adresse auf der eigenen Domain, zuletzt { $at }
voice-link = Link geprüft { $at }: kein offizielles Konto
voice-hearsay = { $host } sagt das ({ $way }); dieser Server hat es nicht geprüft
profile-linked = <span class="proof weak">Link mit der Website von { $brand } geprüft</span>
profile-spoke = <span class="proof weak">Zurzeit nicht geprüft für { $brand }</span>
post-not-the-brand = kein Konto von { $brand }
card-not-the-brand = eingereicht von { $handle }, kein Konto von { $brand }
profile-not-the-brand = Dieses Konto klingt nach { $brand }, ist aber kein Konto von { $brand }. Wer für { $brand } spricht, steht auf der Seite der Marke.
account-name-imitates = Der Name klingt nach einer Firma. Wähl einen anderen. Wenn du dort arbeitest, kannst du das auf der Seite der Firma hier nachweisen.
nobody-claim = mit einem Nachweis für die Marke sprechen
board-claim = Arbeitest du dort? Dann sprich hier für die Marke
board-nobody-reads = Von { $brand } liest hier noch niemand. Beschwerden sind trotzdem öffentlich, und { $brand } bekommt die offenen, sobald hier jemand liest. Wer dort arbeitet, kann { $claim }.
board-nobody-reads-now = Von { $brand } liest hier zurzeit niemand. Beschwerden sind trotzdem öffentlich, und { $brand } bekommt die offenen, sobald hier jemand liest. Wer dort arbeitet, kann { $claim }.
board-looks-like = Diese Adresse sieht nur aus wie { $other }; das ist eine andere Marke. Nichts hier ist geprüft.
file-reads-here = { $brand } liest Beschwerden hier.
file-reads-there = { $brand } liest Beschwerden auf <b>{ $host }</b>. Deine Beschwerde geht dorthin und bleibt dort. Du siehst sie auch hier.
file-goes-there = Deine Beschwerde geht an <b>{ $host }</b> und bleibt dort. Du siehst sie hier, sobald jener Server sie uns meldet.
file-goes-whole = Alles, was du hier schreibst, geht mit: was du versucht hast, was du willst, der Betrag. Ein Pseudonym geht dort auch.
file-goes-as-lines = Was du versucht hast, was du willst und der Betrag stehen dort unter deinem Text. Ein Pseudonym geht dort auch.
file-no-embargo-there = Von hier aus ist sie sofort öffentlich: „zuerst die Marke“ geht nur auf { $host } selbst.
file-reads-mention = { $brand } erfährt es durch eine öffentliche Erwähnung von @{ $handle }.
file-reads-nobody = Von { $brand } liest hier noch niemand. Deine Beschwerde wird öffentlich, und { $brand } bekommt sie, sobald hier jemand liest. Wer dort arbeitet, kann { $claim }.
file-reads-nobody-now = Von { $brand } liest hier zurzeit niemand. Deine Beschwerde wird öffentlich, und { $brand } bekommt sie, sobald hier jemand liest. Wer dort arbeitet, kann { $claim }.
file-after-elsewhere = Sie ist sofort öffentlich. Der andere Server veröffentlicht sie auf seiner Seite der Marke.
said-complaint-sent = Deine Beschwerde ist an den Server geschickt, der sie führt. Hier erscheint sie, sobald er sie aufgezeichnet hat.
untold-mentioned = { $brand } liest hier nicht. Dieser Server hat @{ $handle } erwähnt. Hier steht es, sobald jener Server die Nachricht angenommen hat.
untold-not-listed = { $brand } liest hier nicht. @{ $handle } wird erwähnt, sobald die Beschwerde in den Listen steht.
untold-nobody = Von { $brand } liest hier noch niemand, deshalb wurde niemand benachrichtigt. { $brand } bekommt diese Beschwerde, sobald hier jemand liest. Wer dort arbeitet, kann { $claim }.
untold-nobody-now = Von { $brand } liest hier zurzeit niemand, deshalb wurde niemand benachrichtigt. { $brand } bekommt diese Beschwerde, sobald hier jemand liest. Wer dort arbeitet, kann { $claim }.
untold-nobody-erased = Von { $brand } liest hier noch niemand, deshalb wurde niemand benachrichtigt. Die Worte sind gelöscht: Wer hier später liest, sieht, dass sich jemand beschwert hat, aber nicht, was dastand.
untold-nobody-erased-now = Von { $brand } liest hier zurzeit niemand, deshalb wurde niemand benachrichtigt. Die Worte sind gelöscht: Wer hier später liest, sieht, dass sich jemand beschwert hat, aber nicht, was dastand.
untold-nobody-yours = Von { $brand } liest hier noch niemand, deshalb wurde niemand benachrichtigt. { $brand } bekommt diese Beschwerde, sobald hier jemand liest. Bis dahin kannst du die Adresse dieser Seite selbst an die Firma schicken. Wer dort arbeitet, kann { $claim } und antworten.
untold-nobody-yours-now = Von { $brand } liest hier zurzeit niemand, deshalb wurde niemand benachrichtigt. { $brand } bekommt diese Beschwerde, sobald hier jemand liest. Bis dahin kannst du die Adresse dieser Seite selbst an die Firma schicken. Wer dort arbeitet, kann { $claim } und antworten.
told-nobody-now = { $brand } wurde von dieser Beschwerde benachrichtigt. Zurzeit liest hier niemand von { $brand }.
note-filed-listed = Deine Beschwerde über { $brand } hat ihre Seite, und alle können sie finden: { $link } – War sie nicht als Beschwerde gemeint, antworte innerhalb einer Stunde #keinebeschwerde.
note-brand-mentioned = Über { $brand } wurde eine Beschwerde eingereicht: „{ $title }“ { $link } – Zum Antworten antworte öffentlich auf die Beschwerde. Schließ mit einem Strich und deinem Namen.
facts-product = Es geht um: { $product }
facts-wants = Gewünscht: { $wants }
facts-amount = Es geht um den Betrag: { $amount }
facts-contact = Schon versucht: { $contact }
refusal-domain-crowded = So viele wollen schon für diese Marke sprechen, dass gerade kein Platz ist. Jede Anfrage hat { $hours } Stunden Zeit für ihren Nachweis. Versuch es später noch einmal.
refusal-too-many-claims = Du hast zu viele offene Anfragen. Höchstens { $max } auf einmal gehen. Nimm zuerst eine zurück.
refusal-looks-alike = Der Name sieht aus wie { $given }; das ist ein anderer.
refusal-voice-taken = { $given } spricht hier schon für diese Marke. Bitte die Inhaber dieses Kontos, dich einzuladen.
refusal-no-handle = „{ $given }“ ist kein Konto auf einem anderen Server. Schreib es wie @care@mastodon.example.
claim-kicker = Für eine Marke sprechen
claim-offer = Arbeitest du dort? Weise nach, dass { $domain } euch gehört
claim-how = Willst du für eine Marke sprechen, die hier noch keine Seite hat? Such unter „Marken“ ihre Website, etwa acme.com. Dort steht ein Link zum Nachweis.
claim-title = Weis nach, dass { $domain } dir gehört
claim-lede = Einer der ersten drei Wege genügt. Auch dein Konto muss die Domain nennen. Leg den Text dorthin, wo wir ihn sehen, und drück „Jetzt prüfen“. Ist das geprüft, erfährst du von den Beschwerden, von denen der Marke bisher niemand etwas sagen konnte. Sie zählen ab diesem Tag in ihren Zahlen.
claim-sign-in = Melde dich zuerst mit einem Konto dieses Servers an. Wer die Domain nachweist, wird erster Inhaber des Kontos der Marke hier.
claim-members = Dafür braucht es ein Konto auf diesem Server; du bist als Gast angemeldet.
claim-through = Mit welchem Konto willst du antworten?
claim-here = Mit einem neuen Konto auf diesem Server
claim-here-hint = Es entsteht, sobald die Domain geprüft ist, und gehört dann dir.
claim-elsewhere = Mit einem Konto, das wir auf einem anderen Server haben
claim-elsewhere-hint = Mastodon und andere. Es wird in Beschwerden erwähnt und kann von dort antworten.
claim-handle = Dieses Konto
claim-handle-when = (nur, wenn es auf einem anderen Server ist)
claim-own-brand = Wer für eine Marke spricht, kann nichts über sie einreichen und nicht sagen, dass sie etwas gelöst hat, auch ein Jahr danach nicht.
claim-signs = Wie du deine Antworten unterschreibst
claim-role = Was du dort tust
claim-go-on = Weiter
claim-check = Jetzt prüfen
claim-looked-at = Zuletzt geprüft: { $at }. Wir prüfen 7 Tage lang jede Stunde, dann jeden Tag. Ist bis { $day } nichts nachgewiesen, verfällt die Anfrage, und du erfährst es.
claim-not-looked = Noch nicht geprüft. Wir prüfen nach einer Stunde von selbst, und weiter bis { $day }.
claim-address-later = (die Adresse des Kontos; drück „Jetzt prüfen“, dann steht sie hier)
claim-being-looked = Wir prüfen gerade
claim-being-looked-line = Das dauert ein paar Sekunden.
claim-show-result = Ergebnis zeigen
claim-unseen = Noch nichts geprüft
claim-unseen-line = Tu eines der Dinge unten und drück dann „Jetzt prüfen“.
claim-proven = { $domain } ist geprüft
claim-proven-line = <b>{ $handle }</b> spricht für { $domain }: { $way }. Zuletzt bestätigt { $at }.
claim-failing = { $domain } nennt { $handle } im Moment nicht
claim-failing-line = Zuletzt bestätigt { $at } ({ $way }). Bleibt es 7 Tage lang so, verschwindet das Häkchen.
claim-failing-silent = { $domain } hat nicht geantwortet, als wir nach { $handle } gesehen haben
claim-failing-silent-line = Zuletzt bestätigt { $at } ({ $way }). Wird 7 Tage lang nichts gefunden, verschwindet das Häkchen.
claim-failing-back = { $domain } nennt { $handle }, aber { $handle } nennt die Domain im Moment nicht
claim-failing-back-line = Zuletzt bestätigt { $at } ({ $way }). Es fehlt eine Zeile im Profil von <b>{ $handle }</b>: <a href="#back">der Weg zurück</a>. Bleibt es 7 Tage lang so, verschwindet das Häkchen.
claim-failing-alike = Der Nachweis ist da, aber { $domain } sieht aus wie eine andere Domain
claim-failing-alike-line = { $domain } sieht aus wie { $other }, und das war zuerst geprüft. Entscheidet die Moderation nicht binnen 7 Tagen, dass beide ehrlich sind, verschwindet das Häkchen von <b>{ $handle }</b>. Sie ist gefragt.
claim-failing-refused = Der Nachweis ist da, zählt aber im Moment nicht
claim-failing-refused-line = <b>{ $handle }</b> kann so, wie das Konto jetzt ist, nicht für eine Marke sprechen. Bleibt es 7 Tage lang so, verschwindet das Häkchen. Die Moderation dieses Servers weiß mehr.
claim-until = War geprüft bis { $at }
claim-until-line = Seit mehr als 7 Tagen weist nichts nach, dass <b>{ $handle }</b> für { $domain } spricht. Behebe, was unten fehlt, und drück „Jetzt prüfen“.
claim-half = Halb geschafft: Die Domain nennt dich, aber du nennst die Domain noch nicht
claim-half-line = Es fehlt eine Zeile im Profil von <b>{ $handle }</b>: <a href="#back">der Weg zurück</a>.
claim-linked = Link geprüft
claim-linked-line = <b>{ $handle }</b> und { $domain } verweisen aufeinander. Um im Namen der Marke zu antworten, nimm einen der ersten drei Wege.
claim-refused = Der Nachweis ist da, kann aber nicht zählen
claim-refused-line = <b>{ $handle }</b> kann nicht für eine Marke sprechen, oder wer gefragt hat, darf hier zurzeit nicht handeln. Die Moderation dieses Servers weiß mehr.
claim-withheld = Die Moderation hat { $handle } das Häkchen genommen
claim-withheld-line = <b>{ $handle }</b> spricht hier nicht für { $domain }, was immer die Domain sagt. Der Grund steht oben und im Moderationsprotokoll.
claim-taken = Die Leute, die diesen Server betreiben, haben { $handle } das Häkchen genommen
claim-taken-line = <b>{ $handle }</b> spricht hier nicht für { $domain }, was immer die Domain sagt, bis sie das Häkchen zurückgeben. Was entschieden wurde, steht oben.
claim-alike = Der Nachweis ist da, aber erst entscheidet die Moderation
claim-alike-line = { $domain } sieht aus wie { $other }, und das war zuerst geprüft. <b>{ $handle }</b> bekommt kein Häkchen, solange die Moderation nicht entscheidet, dass beide ehrlich sind. Sie ist gefragt.
claim-anew = Weis es neu nach: Dieses Konto hatte andere Inhaber
claim-anew-line = <b>{ $handle }</b> gibt es schon, und niemand, dem es gehörte, kann noch handeln. Ein alter Nachweis macht dich nicht zum Inhaber: { $domain } muss die Nummer deiner Anfrage nennen, durch die Zeile im DNS oder durch die Datei. Bis dahin siehst du nichts, was andere nicht sehen.
claim-anew-not-here = Dieser Weg genügt hier nicht, weil er die Nummer deiner Anfrage nicht nennen kann.
claim-looks-like = { $domain } sieht aus wie { $other }; das war zuerst geprüft und behält das Häkchen. Du kannst die Domain trotzdem nachweisen. Dann wird die Moderation gefragt, und bevor sie entscheidet, ist hier nichts geprüft.
claim-ruling-withheld = Die Moderation hat { $handle } das Häkchen von { $domain } genommen, { $at }: { $reason }
claim-ruling-withdrawn = Die Leute, die diesen Server betreiben, haben { $handle } das Häkchen von { $domain } genommen, { $at }: { $reason }
claim-ruling-withdrawn-undo = Nur sie können es zurückgeben, weder die Moderation noch ein Nachweis: redress brand return { $domain } { $handle }
claim-no-reason = ein Grund wurde nicht genannt
claim-ruling-distinct = { $domain } sieht aus wie { $other }. Die Moderation hat entschieden, dass es eine andere Marke ist und ein Häkchen haben darf, { $at }: { $reason }
claim-signs-missing = Schreib den Namen, mit dem du deine Antworten unterschreibst. Es muss der Name eines Menschen sein, etwa Ada Okoye. Der Name eines Teams oder der Marke genügt nicht.
claim-handle-missing = Schreib, welches Konto es ist, etwa @care@mastodon.example.
claim-decide = Für die Moderation
claim-decide-why = Sag, warum. Alle können es im öffentlichen Protokoll lesen.
claim-decide-allow = { $domain } ein Häkchen erlauben
claim-decide-allow-hint = Beide sind ehrlich: { $domain } ist eine andere Marke als { $other }. Ihr Nachweis zählt von da an, und { $other } behält das Häkchen.
claim-decide-refuse = { $domain } kein Häkchen geben
claim-decide-refuse-hint = { $domain } bekommt kein Häkchen oder verliert das erlaubte. { $other } behält das eigene.
claim-decide-withhold = { $handle } das Häkchen nehmen
claim-decide-withhold-hint = { $handle } spricht sofort nicht mehr für { $domain }. Kein Nachweis bringt das Häkchen zurück, bis die Moderation es wieder erlaubt. Die Antworten bleiben in den Beschwerden. Das Konto erfährt es.
claim-decide-return = { $handle } das Häkchen zurückgeben
claim-decide-return-hint = { $domain } wird sofort gefragt, ob sie { $handle } nennt.
look-status = Die Antwort hatte den Status { $detail }.
look-other-type = Es hat einen Typ, den wir nicht lesen können.
look-too-large = Es ist zu groß.
look-too-many = Dafür wären zu viele Anfragen nötig gewesen.
look-too-slow = Die Antwort hat zu lange gedauert.
look-redirects = Es wird zu oft weitergeleitet, oder im Kreis.
look-not-allowed = Mit dieser Adresse verbinden wir uns nicht.
look-no-connection = Wir konnten keine Verbindung herstellen.
look-no-name-server = Die Nameserver der Domain haben nicht oder mit einem Fehler geantwortet.
look-not-readable = Die Antwort war nicht lesbar.
look-leads-to = Es führt zu { $detail }, und das zählt hier nicht.
look-ours = Dieser Server nennt sie.
look-own-handle = Die Adresse ist der eigene Name des Kontos auf seinem eigenen Server. Sie zählt nur zusammen mit dem DNS oder der Datei.
look-no-account = Dort wurde kein solches Konto gefunden.
claim-nobody = Wir finden { $handle } nicht
claim-nobody-line = Der Server hat uns kein Konto dieses Namens gezeigt. Sieh nach, ob es richtig geschrieben ist, oder versuch es später noch einmal.
claim-not-yet = Noch nicht nachgewiesen
claim-not-yet-line = Wir haben auf { $domain } nichts gefunden, das <b>{ $handle }</b> nennt.
claim-dns = Eine Zeile in eurem DNS
claim-dns-tell = Am besten, wenn eure IT die Domain verwaltet. Bitte sie um einen Eintrag:
claim-webfinger = Eine Datei, die für den Namen der Domain antwortet
claim-webfinger-tell = Die Adresse @{ $domain }@{ $domain } führt zum Konto (WebFinger). Das zählt nur für ein Konto, das auf einem anderen Server als { $domain } liegt. Auf einem Server mit vielen Konten hat jedes eine Adresse. Deshalb braucht ein Konto auf { $domain } selbst die Zeile im DNS oder die Datei darunter.
claim-well-known = Eine Datei nur für diesen Zweck
claim-well-known-tell = Am besten, wenn du die Website verwaltest. Speichere sie als redress.json im Ordner .well-known. Unter "subdomains" können bis zu drei andere stehen, etwa help.{ $domain }, die es auch sagen dürfen:
claim-link = Ein Link auf eurer Startseite
claim-link-tell = Steht als „Link geprüft“ da, nie als offiziell. Das genügt, um gesehen zu werden, aber nicht, um im Namen der Marke zu antworten.
claim-back = Und der Weg zurück
claim-back-ours = Das Konto auf diesem Server nennt die Domain von selbst. Du musst nichts tun.
claim-back-tell = Damit niemand ein fremdes Konto nennen kann, muss { $handle } auch die Domain nennen. Bei Mastodon: Profil, Zusatzfelder, eines mit genau diesem Wert:
claim-copy-name = Name
claim-copy-txt = Typ TXT, Wert
claim-copy-address = Adresse
claim-copy-content = Inhalt
claim-copy-head = In den Kopf der Seite
claim-copy-field = Wert des Feldes
claim-state-unseen = Nicht geprüft
claim-state-found = Gefunden
claim-state-other = Gefunden, nennt aber ein anderes Konto
claim-state-nearly = Fast
claim-state-missing = Nicht gefunden
claim-state-unreadable = Gefunden, aber nicht lesbar
claim-state-unreachable = Keine Antwort
claim-saw-found = Gefunden { $at }:
claim-saw-other = Dort steht etwas anderes, gesehen { $at }:
claim-saw-nearly = Fast, gesehen { $at }:
claim-saw-missing = Nicht gefunden, geprüft { $at }.
claim-saw-unreadable = Wir konnten es nicht lesen, gesehen { $at }:
claim-saw-unreachable = Wir bekamen { $at } keine Antwort:
claim-nearly-hint = Es muss die Domain selbst sein, ohne „www“ und ohne Pfad.
claim-withdraw-title = Zurücknehmen
claim-withdraw-tell = Das Konto spricht sofort nicht mehr für die Marke. Seine Antworten bleiben in den Beschwerden.
claim-withdraw-tell-request = Die Anfrage wird gelöscht. Du kannst sie noch einmal stellen.
claim-withdraw = Zurücknehmen
claim-withdraw-sure = Wirklich? { $handle } spricht dann sofort nicht mehr für { $domain }.
claim-withdraw-sure-request = Wirklich? Deine Anfrage für { $handle } wird dann gelöscht.
claim-withdraw-do = Ja, zurücknehmen
claim-voices = Wer hier für diese Marke spricht
claim-others = Andere wollen für diese Marke sprechen und haben es nicht nachgewiesen: { $handles }. Wer das ist, sieht nur die Moderation.
claim-others-checked = Jemand möchte für diese Marke sprechen; das wird gerade geprüft.
claim-dispute = Für die Marke spricht, wen die Domain nennt. Das können mehrere Konten sein. Soll ein Konto nicht sprechen, nimm seinen Nachweis von der Domain und sag es der Moderation dieses Servers. Sie kann das Häkchen sofort nehmen.
claim-public = Alle sehen den Weg, den Tag und dass geprüft wurde. Wer von euch den Knopf gedrückt hat, sieht niemand.
said-claim-begun = Stell nun einen dieser Texte dorthin, wo wir ihn sehen.
said-claim-looking = Wir prüfen. Das dauert ein paar Sekunden.
said-claim-done = Geprüft. Was wir gefunden haben, steht unten.
said-claim-looked = Wir haben gerade erst geprüft. Versuch es in einer halben Minute noch einmal.
said-claim-withdrawn = Zurückgenommen.
said-invited = Eingeladen. Die Person kann auf einer eigenen Seite annehmen oder ablehnen.
said-invited-by-link = Der Link steht unten. Gib ihn nur einer Person. Wer ihn zuerst als Mitglied öffnet und annimmt, spricht für die Marke.
said-invitation-taken-back = Zurückgenommen. Die Einladung gilt nicht mehr.
said-person-removed = Entfernt. Die Person spricht ab sofort nicht mehr für die Marke.
said-voice-left = Du sprichst nicht mehr für die Marke.
said-voice-given-up = Du hast das Konto aufgegeben. Niemand spricht jetzt durch dieses Konto.
said-invitation-accepted = Du sprichst jetzt für die Marke.
said-invitation-declined = Abgelehnt. Wer dich eingeladen hat, erfährt es.
said-receipt-shown = Nur die Leute der Marke können den Beleg sehen. Unten siehst du, wer ihn öffnet.
file-receipt-hint = Einen Beleg kannst du danach hinzufügen. Liegt die Beschwerde auf diesem Server, hat ihre Seite ein Formular für ein Foto, ein PDF oder eine Bestellnummer, die nur die Leute der Marke lesen können.
said-receipt-taken-back = Zurückgenommen. Der Beleg ist auf diesem Server gelöscht.
fact-receipt = Hat <b>{ $brand }</b> einen Beleg gezeigt
fact-receipt-left = Hat einen Beleg für <b>{ $brand }</b> hinterlegt; von dort liest hier noch niemand
fact-receipt-left-now = Hat einen Beleg für <b>{ $brand }</b> hinterlegt; von dort liest hier zurzeit niemand
fact-order-confirmed = <b>{ $brand }</b> hat die Bestellung bestätigt
deed-receipt = Der Marke einen Beleg zeigen
deed-receipt-hint = nur die Marke kann ihn lesen
receipt-lead = Nur die Leute, die hier für { $brand } sprechen, können ihn öffnen. Du siehst, wer ihn wann geöffnet hat. Er geht nie an andere Server.
receipt-lead-nobody = Von { $brand } liest hier noch niemand. Der Beleg wird nur für die Leute der Marke aufgehoben, bis sie kommen oder du ihn löschst. Er geht nie an andere Server.
receipt-lead-nobody-now = Von { $brand } liest hier zurzeit niemand. Der Beleg wird nur für die Leute der Marke aufgehoben, bis sie kommen oder du ihn löschst. Er geht nie an andere Server.
receipt-not-elsewhere = Du kannst { $brand } hier keinen Beleg zeigen: Die Leute dort lesen auf { $host }, und ein Beleg wird nie an einen anderen Server geschickt.
receipt-not-here = Einen Beleg kannst du { $brand } nur auf { $host } zeigen, wo diese Beschwerde liegt.
receipt-what = Alle können sehen, dass du einen Beleg gezeigt hast, aber nichts von seinem Inhalt. Er ist auf diesem Server verschlüsselt und wird gelöscht, wenn du ihn zurücknimmst oder die Beschwerde löschst.
receipt-file = Der Beleg
receipt-file-hint = Ein Foto oder ein PDF, bis 4 MB. Ein Foto zeichnen wir neu, darum stehen Ort und Zeit der Aufnahme nicht mehr darin. Ein PDF wird unverändert weitergegeben, mit allem, was darin steht.
receipt-file-empty = In dieser Datei steht nichts. Wähl sie noch einmal oder eine andere.
receipt-order = Bestellnummer
receipt-bought = Tag des Kaufs
receipt-amount = Betrag
receipts-title = Belege
receipts-mine = Das hast du der Marke gezeigt. Andere sehen nur, dass du es getan hast.
receipts-brand = Nur wer für die Marke spricht, kann sie öffnen. Wenn du einen öffnest, wird das vermerkt, und wer ihn gezeigt hat, sieht deinen Namen und die Zeit.
receipt-facts-only = Bestellnummer, Tag oder Betrag, { $at }
receipt-facts-only-numbered = { $number }. Bestellnummer, Tag oder Betrag, { $at }
receipt-picture = Bild eines Belegs, { $at }
receipt-picture-numbered = { $number }. Bild eines Belegs, { $at }
receipt-pdf = Beleg als PDF, { $at }
receipt-pdf-numbered = { $number }. Beleg als PDF, { $at }
receipt-take-back = Zurücknehmen
receipt-nobody-read = Bisher hat sie niemand geöffnet.
receipt-read-by = Geöffnet von { $name }, { $at }
receipt-read-by-numbered = Beleg { $number }: geöffnet von { $name }, { $at }
receipt-title = Beleg
receipt-thread = Die Beschwerde
receipt-note-owner = Das zeigst du der Marke. Wenn du selbst nachsiehst, wird das nicht vermerkt.
receipt-note-brand = Es ist vermerkt, dass du das geöffnet hast. Wer es gezeigt hat, sieht deinen Namen und die Zeit.
receipt-picture-alt = Der Beleg
receipt-open-pdf = PDF herunterladen
receipt-pdf-hint = Es kommt von der Person, die sich beschwert hat, und wurde hier nicht verändert.
people-title = Leute von { $brand }
people-lead = Sie sprechen hier für { $brand }, durch { $handle }. Alle antworten unter ihrem eigenen Namen.
people-lead-silent = { $handle } spricht hier zurzeit nicht für { $brand }: Nichts weist nach, dass das Konto es tut. Bis das behoben ist, kann darüber niemand für { $brand } antworten.
people-link-here = Leute dieser Marke
people-who = Wer spricht
people-since = seit { $at }
people-you = du
people-change = Ändern
people-standing = Was sie dürfen
people-role = Was sie dort tun
people-name = Name unter den Antworten
people-standings = Teammitglieder antworten. Die Leitung antwortet auch und erfährt, wenn jemand eine Beschwerde zu ihr nach oben bringt. Gibt es keine Leitung, erfahren es die Inhaber. Inhaber laden Leute ein, ändern und entfernen sie.
people-remove = Entfernen
people-remove-hint = Die Person verliert den Schreibtisch sofort, auf jedem Gerät. Was sie geschrieben hat, bleibt unter ihrem Namen in den Beschwerden. Sie erfährt es.
standing-agent = Teammitglied
standing-executive = Leitung
standing-owner = Inhaber
people-invite = Jemanden einladen
people-invite-hint = Niemand spricht für eine Marke, ohne zugestimmt zu haben. Wen du einlädst, kann annehmen oder ablehnen.
people-handle = Name eines Mitglieds
people-invite-member = Dieses Mitglied einladen
people-make-link = Stattdessen einen Link machen
people-link-hint = Eine Einladung gilt { $days } Tage. Ein Link ist für eine Person ohne Konto. Sie wird erst Mitglied, wenn dieser Server neue Mitglieder aufnimmt.
people-invited = Eingeladen, noch ohne Antwort
people-invited-member = { $handle }, als { $standing }
people-invited-link = Wer diesen Link zuerst öffnet und annimmt, als { $standing }
people-invited-until = gilt bis { $at }
people-take-back = Zurücknehmen
people-leave = Nicht mehr für die Marke sprechen
people-leave-hint = Du verlierst den Schreibtisch sofort. Was du geschrieben hast, bleibt unter deinem Namen in den Beschwerden. Die Inhaber erfahren es.
people-leave-sure = Ja, ich spreche nicht mehr für diese Marke. Zurück komme ich nur mit einer neuen Einladung.
people-leave-button = Nicht mehr sprechen für
people-last-owner = Das Konto gehört nur noch dir. Mach erst jemand anderen zum Inhaber. Dann kannst du aufhören.
people-give-up-hint = Oder gib das Konto auf. Du und alle anderen sprechen sofort nicht mehr durch dieses Konto, und keine Einladung gilt mehr. Seine Antworten bleiben. Wer später durch dieses Konto sprechen will, muss die Domain neu nachweisen, mit einer Nummer, die nur diese Person bekommt.
people-give-up-sure = Ja, durch dieses Konto soll niemand mehr für die Marke sprechen.
people-give-up = Konto aufgeben:
invitations-title = Einladungen, für eine Marke zu sprechen
invitations-none = Du hast keine Einladungen.
invitation-text = { $by } bittet dich, hier für { $brand } zu sprechen: { $standing }.
invitation-means-agent = Du würdest auf Beschwerden über { $brand } in ihrem Namen antworten, unterschrieben mit deinem eigenen. Du würdest sehen, was Leute nur der Marke gesagt haben.
invitation-means-executive = Du würdest auf Beschwerden über { $brand } in ihrem Namen antworten, unterschrieben mit deinem eigenen. Du würdest sehen, was Leute nur der Marke gesagt haben, und erfahren, wenn jemand eine Beschwerde zu denen bringt, die entscheiden.
invitation-means-owner = Du würdest auf Beschwerden über { $brand } in ihrem Namen antworten, unterschrieben mit deinem eigenen. Du würdest sehen, was Leute nur der Marke gesagt haben, und Leute einladen, ändern und entfernen, die für sie sprechen.
invitation-own-brand = Solange du für { $brand } sprichst und { $days } Tage danach könntest du keine Beschwerde über sie einreichen, nichts bewerten, was sie getan hat, und nicht „Ich auch“ sagen, auch nicht unter einem Pseudonym. Bei Kommentaren unter deinem eigenen Namen würde stehen, dass du für sie sprichst.
invitation-signs-hint = Der Name eines Menschen. Er steht unter jeder deiner Antworten.
invitation-accept = Annehmen
invitation-decline = Ablehnen
invitation-sign-in = Melde dich an, um zu antworten. Dann öffnet sich diese Seite wieder.
invitation-members = Nur Mitglieder dieses Servers können hier für eine Marke sprechen. Melde dich ab und werde Mitglied, oder melde dich mit deinem Konto hier an.
invitation-gone = Diese Einladung gilt nicht mehr: Sie ist abgelaufen, zurückgenommen oder beantwortet. Bitte die Person, die sie geschickt hat, um eine neue.
nav-mediation = Vermittlung
mediation-lead = Leute haben diese Beschwerden zur Vermittlung der Community gebracht. Wer vermittelt, schreibt unter eigenem Namen auf die Seite der Beschwerde.
mediation-none = Niemand hat um Vermittlung gebeten.
card-step = Nach oben gebracht: { $step }
desk-taken = Zu denen gebracht, die für die Marke entscheiden
escalate-to-representative = Sie wird auf dem Schreibtisch des Kundendienstes der Marke markiert.
escalate-to-executive = Sie steht oben auf dem Schreibtisch der Marke, markiert für die, die dort entscheiden.
escalate-to-elsewhere = { $brand } liest auf einem anderen Server und hat hier keinen Schreibtisch. Der Schritt wird aufgezeichnet, und dieser Server schreibt ihn unter die Beschwerde.
escalate-to-mediator = Die Vermittlung dieser Community findet sie in ihrer Liste, sobald sie öffentlich ist, und schreibt auf ihre Seite.
escalate-to-nobody-reads = Für { $brand } liest hier noch niemand, also erfährt niemand von diesem Schritt. Er wird vermerkt. Danach kannst du den nächsten gehen.
escalate-to-nobody-reads-now = Für { $brand } liest hier zurzeit niemand, also erfährt niemand von diesem Schritt. Er wird vermerkt. Danach kannst du den nächsten gehen.
escalate-to-nobody = Auf diesem Server vermittelt noch niemand. Nimm diese Stufe, dann die nächste: eine externe Stelle, mit einer Zusammenfassung zum Drucken.
escalate-to-external-body = Wir verschicken nichts für dich. Du bekommst eine Zusammenfassung zum Drucken und eine Liste von Stellen, die Beschwerden annehmen.
summary-title = Zusammenfassung: { $title }
summary-lead = Zum Drucken oder Speichern, für eine externe Stelle.
summary-back = Zurück zur Beschwerde
summary-brand = Beschwerde über
summary-person = Eingereicht von
summary-said = Was beide Seiten schrieben
summary-words = Was geschah, in den Worten der Person, die sich beschwert hat
summary-steps = Was seither getan wurde
summary-printed = Stand { $at }. Die ganze Aufzeichnung steht unter
summary-bodies = Wohin du damit gehen kannst
summary-bodies-lead = Stellen, die Beschwerden annehmen, nach Ländern. Jede hat eigene Regeln. Die meisten wollen, dass du der Firma zuerst geschrieben hast.
deed-summary = Zusammenfassung zum Drucken
sector-any = alles, was man kauft
sector-energy = Energie
sector-finance = Banken, Geld
sector-post = Post, Pakete
sector-telecom = Telefon, Internet
sector-travel = Reisen

## Wer dran ist, und wer Bescheid weiß

card-not-told = { $brand } weiß noch nichts davon
card-gone = das Konto, das sie eingereicht hat, gibt es nicht mehr
card-elsewhere = liegt bei { $host }
banner-nobody-reads = Von { $brand } liest hier noch niemand
banner-nobody-reads-now = Von { $brand } liest hier zurzeit niemand
banner-not-told = { $brand } weiß noch nichts davon
banner-untold-line = Eingereicht vor { DATIVE($span) }. { $brand } weiß noch nichts davon. Das Schweigen bedeutet also nichts und wird nicht gezählt.
banner-gone = Hier wartet niemand mehr auf eine Antwort
banner-gone-line = Die Person, die das eingereicht hat, hat ihr Konto gelöscht, und ihre Worte sind gelöscht. { $brand } kann noch antworten. Es läuft keine Frist mehr.
banner-closes = Kommt keine richtige Antwort, wird sie als unbeantwortet geschlossen und so gezählt: { $day }.
banner-closes-further = Kommt keine weitere richtige Antwort, wird sie als unbeantwortet geschlossen und so gezählt: { $day }.
banner-promised = { $brand } hat versprochen, bis <b>{ $day }</b> zu handeln.
banner-promised-said = { $host } sagt, dass { $brand } versprochen hat, bis <b>{ $day }</b> zu handeln.
legend-untold = { $brand } wusste nichts davon: { $span }
front-untold = Die Marke weiß nichts davon
front-untold-all = Alle Beschwerden, von denen die Marke nichts weiß
untold-lead = Öffentliche Beschwerden, von denen die Marke bisher nichts weiß. Sie stehen in keiner ihrer Kennzahlen.
filter-untold = Marke weiß nichts davon
board-untold = { $count ->
    [one] { $count }, von der die Marke nichts weiß
   *[other] { $count }, von denen die Marke nichts weiß
}
desk-empty-here = Hier wartet niemand.
desk-elsewhere = Warten auf anderen Servern
desk-unknown = Das sind die Beschwerden, die hier liegen, und die, die andere Server hierher geschickt haben. Es kann mehr geben, denen hier niemand folgt.

## Wer es gelöst hat

solved-by-brand-said = { $brand } hat es gelöst
outcome-offered = { $brand } hat angeboten: { $outcome }
outcome-refused = { $brand } hat abgelehnt
solved-by-myself-said = selbst gelöst
solved-by-myself-said-yours = von dir selbst gelöst
solved-by-somebody-else-said = jemand anderes hat es gelöst
solved-by-untold-said = niemand hat gesagt, wer es gelöst hat
note-who-solved-it = Wer hat es gelöst? Antworte innerhalb von 30 Tagen #bestätigt firma, #bestätigt selbst oder #bestätigt jemand, oder sag es auf der Seite. Bis dahin zählt es weder für { $brand } noch gegen { $brand }.
refusal-solver-needed = Sag, wer es gelöst hat: die Marke, du selbst oder jemand anderes. Für die Marke zählt nur, was sie selbst gelöst hat.
rated-once = Du hast { $rating } von 10 gegeben. Du kannst noch einmal bewerten. Die spätere Bewertung zählt, und beide werden gezeigt.
rated-twice = Du hast erst { $first } von 10 gegeben und später { $rating } von 10. Beide werden gezeigt, und die spätere zählt.
ended-elsewhere = das wurde über { $brand } gesagt, bevor die Beschwerde zu { $now } verschoben wurde
ending-rated-twice = { $rating } von 10, zuerst { $first } von 10
figures-solver-untold = { $count ->
    [one] { $count } Beschwerde ist gelöst, und niemand hat gesagt, von wem. Sie zählt weder für die Marke noch gegen sie.
   *[other] { $count } Beschwerden sind gelöst, und niemand hat gesagt, von wem. Sie zählen weder für die Marke noch gegen sie.
}
figures-veiled = { $count ->
    [one] { $count } Beschwerde unter einem Pseudonym ist nicht in diesen Zahlen: Es gibt so wenige andere, dass das Zählen verraten könnte, von wem sie ist.
   *[other] { $count } Beschwerden unter Pseudonymen sind nicht in diesen Zahlen: Es gibt so wenige andere, dass das Zählen verraten könnte, von wem sie sind.
}
figure-with-proof = { $rest } · { $count } mit Kaufnachweis

## Stufen und Vermittlung

refusal-escalate-later = Wer sie jetzt hat, bekommt zuerst { $hours } Stunden. Die nächste Stufe ist möglich ab { $from }, oder sobald die Marke antwortet.
escalate-later = Die nächste Stufe, { $step }, ist möglich ab { $at }. Wer sie jetzt hat, bekommt zuerst { $hours } Stunden. Antwortet die Marke vorher, kannst du gleich weitergehen.
post-of-the-brand = spricht hier für { $brand }
post-mediator = Vermittlung der Community
deed-confirm-order = Wir haben diese Bestellung gefunden
confirm-order-what = Alle sehen, dass ihr die Bestellung gefunden habt. Sie zählt als Kaufnachweis neben euren Kennzahlen.
said-order-confirmed = Vermerkt: Ihr habt diese Bestellung gefunden.
brands-title = Namen von Marken
brands-lead = Eine Marke ist ihre Domain. Hier sagst du, wie die Leute sie nennen, welche anderen Domains zu ihrer Seite führen und welche zwei Marken eine sind.
brands-domain = Die Domain der Marke
brands-unknown = Keine Marke hier hat diese Domain.
brands-name = Wie die Leute sie nennen
brands-name-wrong = Ein Name hat 1 bis 100 Buchstaben.
brands-aliases = Andere Domains
brands-other = Eine andere Domain
brands-other-hint = Eine Domain ohne eigene Seite führt hierher. Eine Marke, über die sich niemand beschwert hat und für die hier niemand spricht, kann Teil einer anderen werden.
brands-alias = Hierher führen
brands-merge = Diese Marke zum Teil der anderen machen
brands-not-here = { $domain } ist hier keine Marke.
brands-taken = { $domain } hat eine eigene Seite. Öffne sie hier und mach sie zum Teil dieser Marke.
brands-elsewhere = { $domain } führt zu einer anderen Marke.
brands-itself = { $domain } ist diese Marke.
brands-complaints = Über { $domain } hat sich hier jemand beschwert. Eine Beschwerde bleibt bei der Marke, über die sie eingereicht wurde.
brands-voices = Für { $domain } spricht hier jemand und würde den Schreibtisch ohne ein Wort verlieren. Erst gibt diese Person das auf, oder du beendest es mit „redress brand withdraw“; dann erfährt sie, warum.
