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
