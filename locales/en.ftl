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
