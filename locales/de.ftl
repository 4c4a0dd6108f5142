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
