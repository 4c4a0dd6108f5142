# Everything Redress says to a person, in English. One message per line of thought; names of keys say where it stands.

## Time, numbers, money

span-moment = a moment
span-minutes = { $minutes } min
span-hours = { $hours } h
span-hours-minutes = { $hours } h { $minutes } min
span-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
span-days-hours = { $days ->
    [one] { $days } day { $hours } h
   *[other] { $days } days { $hours } h
}
date-today = today, { $time }
date-yesterday = yesterday, { $time }
date-day = { $day } { $month }
date-day-year = { $day } { $month } { $year }
date-moment = { $day }, { $time }
month-january = January
month-february = February
month-march = March
month-april = April
month-may = May
month-june = June
month-july = July
month-august = August
month-september = September
month-october = October
month-november = November
month-december = December
number = { $number }
money = { $sign } { $amount }

## Status notes: what a board says about a change of state, on servers of every kind

note-filed = Your complaint about { $brand } has its page: { $link } – In ten minutes it is listed there for everybody. To list it now, reply #file. If it was not meant as a complaint, reply #nocomplaint within an hour.
note-acknowledged = { $brand } has seen this complaint; a named person has it.
note-asked = { $brand } asks for something it needs to know. A reply here is the answer.
note-offered = { $brand } says this is resolved: { $outcome }. If it is, reply #confirmed, with a rating such as 8/10 if you like. If it is not, reply #notresolved.
note-offered-declined = { $brand } says what it will not do, and considers this answered. If you accept that, reply #confirmed; if not, reply #notresolved.
note-outcome-refund = refund
note-outcome-replacement = replacement
note-outcome-repair = repair
note-outcome-explanation = explanation
note-outcome-apology = apology
note-outcome-workaround = workaround
note-outcome-declined = declined
note-confirmed = Resolved: the person who complained about { $brand } confirms it.
note-confirmed-rated = Resolved: the person who complained about { $brand } confirms it and rates it { $rating } of 10.
note-declined = Not resolved yet, says the person who complained. It is { $brand }’s turn again.
note-given-up = The person who complained gives up: { $brand } did not resolve this.
note-reopened = The problem is back: this complaint about { $brand } is open again.
note-withdrawn = The person who complained about { $brand } takes it back.
note-lapsed = { $brand }’s offer stood for 14 days without an answer. The offer still stands; an answer is still heard.
note-dismissed = A moderator closed this complaint about { $brand }. The reason is on its page.
note-reinstated = A moderator reinstated this complaint about { $brand }.
note-handed-off = { $brand } hands this over to another party.
note-promised = { $brand } promises to act by { $day }.
note-promise-kept = { $brand } says that its promise is kept.
note-promise-refuted = The person who complained says that { $brand }’s promise is not kept.
note-promise-broken = The day that { $brand } promised has passed.
note-reminded = { $brand }’s offer waits for your answer: #confirmed or #notresolved.
note-asked-again = Is it still fixed? If it is, reply #confirmed again; if the problem is back, reply #stillbroken.
note-escalated-representative = This complaint goes to a representative of the brand.
note-escalated-executive = This complaint goes to the brand’s executives.
note-escalated-mediator = This complaint goes to a mediator of the community.
note-escalated-external-body = This complaint goes to an external body.

## Refusals: why something may not happen, in words that people can act on

refusal-only-complainant = Only the person who filed this complaint can do that.
refusal-only-brand = Only an official actor of the brand can do that.
refusal-only-moderator = Only a moderator can do that.
refusal-only-home = This server’s own clock does that when its time comes; nobody can do it by hand.
refusal-wrong-state = That cannot be done where this complaint stands now. Look at the page again to see what is next.
refusal-too-late = That was possible for { $hours } hours; they are over.
refusal-too-early = The time for that has not come yet.
refusal-name-needed = That needs a name: sign with the name of the person who answers, after a dash on the last line.
refusal-response-needed = Answer in the thread first, signed by a named person: an offer stands on an answer that people can read.
refusal-no-such-response = There is no such answer in this thread, or it was deleted.
refusal-no-such-promise = There is no such promise in this thread.
refusal-promise-not-pending = That promise was kept or judged already.
refusal-promise-not-kept = The brand has not said that it kept this promise.
refusal-promise-too-far = A promise reaches at most { $days } days ahead. Name an earlier day.
refusal-promise-in-past = A promise needs a day to come, written like #promise 2026-12-24.
refusal-too-many-promises = One thread has room for { $max } promises. Keep one of them first.
refusal-too-many-offers = A brand may offer a resolution { $max } times, and it has. The person who complained can still say that it is resolved.
refusal-offer-not-standing = That offer is not the one that stands now. Answer the newest one.
refusal-outcome-reason = If the outcome is “declined”, say why; otherwise leave the reason out.
refusal-rating-range = A rating is a number from 0 to 10.
refusal-nothing-asked = The brand has not asked anything.
refusal-already-asked = The brand has asked already, and waits for the answer.
refusal-already-contested = The brand has contested this complaint on that ground before.
refusal-not-contested = Nothing is contested on that ground.
refusal-already-appealed = Each side can appeal once, and this one has.
refusal-nothing-to-appeal = There is no decision here to appeal.
refusal-nothing-appealed = Nobody has appealed, so there is nothing to reinstate.
refusal-another-moderator = Another moderator has to decide this appeal.
refusal-escalate-higher = This complaint has been taken that far already. Choose a higher step.
refusal-already-supported = You have said “same here” already.
refusal-not-supported = You had not said “same here”.
refusal-own-complaint = “Same here” is for other people with the same problem.
refusal-not-public = That is possible once the complaint is public.
refusal-already-public = This complaint is public already.
refusal-already-thanked = You have thanked for this answer already.
refusal-already-labelled = This answer has that label already.
refusal-no-such-label = This answer has no such label that could be changed.
refusal-already-done = That was done already.
refusal-nothing-to-erase = There is nothing left to erase.
refusal-same-brand = The complaint is about that brand already.
refusal-embargo-length = The brand can be first for one hour up to { $days } days.
refusal-embargo-not-possible = This brand’s voice is on no server that could keep a complaint back. Publish it now, or wait with filing it.
refusal-overtaken = Something happened here since you opened the page. Read the thread again, then decide.
refusal-text-empty = Write what happened.
refusal-text-too-long = That is too long: at most { $max } characters.
refusal-too-many-contacts = List at most { $max } earlier contacts, each with the minutes it took.
refusal-amount-range = Write the amount as a number above zero, with a currency such as EUR.
refusal-not-a-person = Only people file complaints: sign in as yourself.
refusal-not-a-brand-domain = “{ $given }” is no website of a brand that we can use. Write its own domain, such as acme.com.
refusal-not-here = This complaint is at home on { $home }. Act there, or reply to the thread from your own server.
refusal-not-allowed = You cannot do that here.
refusal-not-filed = There is no such complaint.
refusal-already-filed = This complaint was filed already.
refusal-newer-rules = This complaint follows rules that are newer than this server. Its operator has to update it.
