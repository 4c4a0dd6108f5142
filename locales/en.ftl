# Everything Redress says to a person, in English. One message per line of thought; names of keys say where it stands.

## Time, numbers, money

span-moment = a moment
span-minutes = { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}
span-hours = { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
}
span-hours-minutes = { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
} { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}
span-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
span-days-hours = { $days ->
    [one] { $days } day
   *[other] { $days } days
} { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
}
date-today = today, { $time }
date-yesterday = yesterday, { $time }
date-day = { $day } { $month }
date-day-year = { $day } { $month } { $year }
date-month = { $month } { $year }
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
percent = { $number } %
decimal = { $whole }.{ $tenth }
money = { $sign } { $amount }

## What our actors say of themselves, on servers of every kind

profile-board-name = Complaints about { $brand }
profile-board-summary = The public page for complaints about { $brand } on { $host }. It is not run by { $brand }. To complain, mention this account in a public post.
profile-board-page = Page
profile-domain = Domain
profile-proof = Verified by
profile-proof-domain = { $how }, since { $since }
profile-proof-administrator = nothing: added by the operators of { $host }
profile-voice-summary = This account speaks for { $brand } and answers complaints.

## Status notes: what a board says about a change of state, on servers of every kind

title-under-warning = Complaint with a content warning
title-none = Complaint about { $brand }, { $day }
attached-more = And { $count } more at the original post
warning-sensitive = Sensitive media
event-starts = Starts: { $value }
event-ends = Ends: { $value }
event-place = Where: { $value }
note-guest = { $handle } writes:
note-whole-text = Read the whole text
note-filed = Your complaint about { $brand } has its page: { $link } – In ten minutes it is listed there for everybody. To list it now, reply #file. If it was not meant as a complaint, reply #nocomplaint within an hour.
note-acknowledged = { $brand } has seen this complaint. A named person has taken it up.
note-asked = { $brand } has a question about this complaint. Reply here to answer it.
note-offered = { $brand } says this is resolved: { $outcome }. If it is, reply #confirmed, with a rating such as 8/10 if you like. If it is not, reply #notresolved.
note-offered-declined = { $brand } says what it will not do, and considers this answered. If you accept that, reply #confirmed; if not, reply #notresolved.
note-offered-again = { $brand } offers something again: { $outcome }. If that resolves it, reply #confirmed, with a rating such as 8/10 if you like.
note-offered-again-declined = { $brand } says again what it will not do. If you accept that, reply #confirmed.
note-again-unresolved = If not, you need not answer: the complaint stays closed as not resolved. To open it again, reply #reopen.
note-again-closed = If not, reply #notresolved. The complaint is then open again, and it is the brand’s turn.
note-outcome-refund = refund
note-outcome-replacement = replacement
note-outcome-repair = repair
note-outcome-explanation = explanation
note-outcome-apology = apology
note-outcome-workaround = workaround
note-outcome-declined = declined
note-confirmed = Resolved: the person who complained about { $brand } confirms it.
note-confirmed-rated = Resolved: the person who complained about { $brand } confirms it and rates it { $rating } of 10.
note-rating-rounded = The rating was rounded to { $rating }.
note-rated-again = Still resolved, says the person who complained about { $brand }. The second rating: { $rating } of 10.
note-rated-again-beside = Still resolved, says the person who complained about { $brand }. The second rating: { $rating } of 10. The first was { $first } of 10. Both are shown.
note-confirmed-again = Still resolved: the person who complained about { $brand } confirms it again.
note-declined = Not resolved yet, says the person who complained. It is { $brand }’s turn again.
note-given-up = Closed as not resolved, says the person who complained about { $brand }.
note-reopened = The problem is back: this complaint about { $brand } is open again.
note-moved = The person who complained has moved to another account: { $old } is now @{ $new }. Nothing else changes in this complaint.
note-report-acted = Thank you for your report. The moderators looked at { $link } and acted on it.
note-report-turned-down = Thank you for your report. The moderators looked at { $link } and left it as it is.
note-withdrawn = The person who complained about { $brand } has withdrawn the complaint.
note-lapsed = { $brand } waited 14 days for an answer. The complaint is closed without one. The person who filed it can open it again.
note-dismissed = A moderator closed this complaint about { $brand }. The reason is on its page.
note-reinstated = A moderator reinstated this complaint about { $brand }.
note-handed-off = { $brand } hands this complaint over to somebody else.
note-promised = { $brand } promises to act by { $day }.
note-promise-kept = { $brand } says that it kept its promise. If that is right, reply #confirmed to this note. If it is not, reply #notresolved to this note within 7 days. After that it counts as kept.
note-promise-refuted = The person who complained says that { $brand } did not keep its promise.
note-promise-broken = The day by which { $brand } promised to act has passed.
note-reminded = { $brand } waits for your answer. If it offered or refused something, reply #confirmed or #notresolved. If it asked something, just reply.
note-brand-reminded = { $brand }, this complaint has been waiting for you for { $day } days. In { $left } days it will be closed as unanswered, and it will count as that. An answer signed with a name keeps it open.
note-unanswered = It was { $brand }’s turn for 60 days, and no real answer came in that time. The complaint is closed as unanswered, and counts as that. { $brand } may still answer. You can open it again (#reopen), say that it is resolved (#confirmed), or escalate it on its page.
note-untold = Nobody from { $brand } reads here, so nobody was told of your complaint. It stays open, in a list of its own. Its page says what else you can do.
note-contested = { $brand } contests your complaint: { $ground }. You have { $days } days to answer before a moderator decides. Reply to this post in public, or answer on the complaint’s page. What the brand says is on that page too.
note-asked-again = Is it still fixed? If it is, reply #confirmed again by { $day }. If the problem is back, reply #stillbroken.
note-escalated-representative = This complaint goes to the brand’s customer service.
note-escalated-executive = This complaint goes to the brand’s management.
note-escalated-mediator = This complaint goes to a mediator of the community.
note-escalated-external-body = This complaint goes to a body outside, such as an ombudsman.

## Refusals: why something may not happen, in words that people can act on

refusal-only-complainant = Only the person who filed this complaint can do that.
refusal-only-brand = Only somebody who speaks for the brand can do that.
refusal-only-moderator = Only a moderator can do that.
refusal-only-home = The server does that by itself when the time comes. Nobody can do it by hand.
refusal-wrong-state = That is not possible in the present state of this complaint. Its page shows what is possible now.
refusal-too-late = That was possible until { $until }.
refusal-too-late-some-day = The time for that is over.
refusal-too-early = The time for that has not come yet.
refusal-name-needed = That needs a name. End your post with a dash and the name of the person who answers.
refusal-name-needed-form = Write the name of the person who answers, such as Ada Okoye. The name of a team or of the brand is not enough.
refusal-response-needed = Write an answer first, signed with the name of a person. An offer needs an answer that people can read.
refusal-no-such-response = That answer does not exist here, or it was deleted.
refusal-no-such-promise = That promise does not exist here.
refusal-promise-not-pending = This promise was kept or decided on already.
refusal-promise-not-kept = The brand has not said that it kept this promise.
refusal-promise-too-far = A promise can be at most { $days } days ahead. Choose an earlier day.
refusal-promise-in-past = A promise needs a day in the future, written like #promise 2026-12-24.
refusal-promise-in-past-form = Choose a day in the future.
refusal-too-many-promises = A complaint can have { $max } promises, and this one has them already.
refusal-too-many-offers = A brand can offer a solution { $max } times, and it has done so. The person who complained can still say that it is resolved.
refusal-offer-not-standing = That offer does not stand any more. Answer the newest one.
refusal-outcome-reason = Your answer is published, but nothing counts as declined without a reason. Reply #resolved declined with one of these: unsupported, not responsible, no authority, policy.
refusal-outcome-reason-form = If the outcome is “declined”, say why; otherwise leave the reason out.
refusal-rating-range = A rating is a number from 0 to 10.
refusal-nothing-asked = The brand has not asked anything.
refusal-already-asked = The brand has asked already, and waits for the answer.
refusal-already-contested = The brand has contested this complaint for that reason before.
refusal-not-contested = Nothing is contested for that reason.
refusal-already-appealed = Each side can appeal once, and yours has.
refusal-nothing-to-appeal = There is no decision here to appeal.
refusal-nothing-appealed = Nobody has appealed here, so there is nothing to reinstate.
refusal-another-moderator = Another moderator has to decide this appeal.
refusal-escalate-higher = This complaint has been taken that far already. Choose a higher step.
refusal-escalate-next = Take the steps in their order. Choose the next one.
refusal-not-heard-yet = The person who complained has { $days } days to answer what the brand says. You can decide when they have answered, or when the days are over.
refusal-already-rated-again = You have rated this twice, or confirmed it before, so nothing changes. If it is not resolved, you can open the complaint again within { $days } days after it was resolved.
refusal-no-such-comment = This comment does not exist any more, or a moderator has taken it out.
refusal-brand-not-told = Nobody has told the brand yet.
refusal-nobody-left = The person who filed this has deleted the account. Nobody can react to a question, an offer or a promise any more. You can still answer.
refusal-written-before = You wrote exactly this a moment ago, so it was not sent a second time.
refusal-too-many-questions = You have asked { $max } questions in this complaint. That is the limit. Please answer with what you know.
refusal-older-rules = This complaint follows newer rules already.
refusal-already-supported = You have said “same here” already.
refusal-not-supported = You had not said “same here”.
refusal-own-brand = You speak for this brand, or did in the last { $days } days. So you file nothing about it, and say neither how it solved something nor that you have the same problem. You can still correct or withdraw what you filed before.
refusal-thread-full = There is no room left here: nobody can add more to this complaint, except the person who filed it, the brand and the moderators.
refusal-thread-full-own = There is no room left here: nobody can write more about this complaint. What changes its state still works, and so does deleting.
refusal-thread-full-for-all = There is no room left here: nothing more can be added to this complaint. Deleting still works.
refusal-thread-share-full = You, or people of your server together, have written as much here as one may. Delete something of yours to write more. What changes the state of the complaint still works.
refusal-name-erased = Your name was erased from this complaint. A comment would put it back, so you cannot write here any more.
refusal-own-complaint = “Same here” is for other people with the same problem.
refusal-not-public = That is possible only while the complaint is public and not taken back or dismissed.
refusal-already-public = This complaint is public already.
refusal-already-thanked = You have said already that this answer helped.
refusal-already-labelled = This answer has that label already.
refusal-private-words = The post is not public, so it does not count in a public complaint. Send it in public.
refusal-seen-ahead = That answers a state which this complaint has not reached. Open its page again.
refusal-form-used = This form was used for something else already. Open the page again and send it from there.
refusal-no-such-label = This answer has no such label that could be changed.
refusal-already-done = That was done before.
refusal-nothing-to-erase = There is nothing left to erase.
refusal-same-brand = The complaint is already about that brand.
refusal-embargo-length = The brand can see it first for one hour up to { $days } days.
refusal-embargo-not-possible = “The brand first” is not possible for this brand. Publish the complaint now, or file it later.
refusal-overtaken = Something happened here since you opened the page. Read the page again, then decide.
refusal-text-empty = Write what happened.
refusal-text-empty-form = This is still empty. Write something first.
refusal-text-too-long = That is too long: at most { $max } characters.
refusal-text-too-long-by = That is too long: at most { $max } characters. It has { $given }.
refusal-post-too-long = That is too long: with its formatting a post can have { $max } kilobytes. Write a shorter one, and it counts.
refusal-too-much = That was a lot from one account. What you write here now does not count. It counts again in { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
}.
refusal-too-many-contacts = List at most { $max } earlier contacts, each with the minutes it took.
refusal-amount-range = Write the amount as a number above zero, and choose a currency such as EUR.
refusal-not-a-person = Only people can file complaints. Sign in with your own account.
refusal-not-a-brand-domain = “{ $given }” is not the website of a brand. Write the brand’s own domain, such as acme.com.
refusal-not-here = This complaint is kept on { $home }. Go there, or reply to it from your own server.
refusal-not-allowed = You cannot do that here.
refusal-not-filed = This complaint does not exist.
refusal-already-filed = This complaint was filed already.
refusal-newer-rules = This complaint needs a newer version of this server’s software. The people who run the server have to update it.

## The frame of every page

site-description = Public complaints, answered in public. Resolved when the person who filed says so.
skip-to-content = Skip to the content
home-link = Redress, to the front page
nav-main = Main
nav-boards = Boards
nav-waiting = Waiting longest
nav-resolved = Resolved
nav-desk = Desk
nav-moderation = Moderation
nav-instance = This server
nav-admin = Settings of this server
nav-sign-in = Sign in
nav-sign-out = Sign out
nav-settings = Your settings
nav-file = File a complaint
foot-about = About
foot-rules = Rules
foot-log = Moderation log
yes = Yes
no = No
save = Save
optional = (optional)
list-more = Show more

## Said after something was done

said-signed-in = You are signed in.
said-left = Your account is deleted. What you wrote is being deleted now.
said-left-guest = What you wrote here is being deleted now. You are signed out.
said-signed-out = You are signed out.
said-registered = Welcome. Your account is ready.
said-sign-in-first = Sign in first, then go on.
said-draft-kept = Your complaint is kept as you wrote it. Sign in or become a member, then send it.
said-saved = Saved.
said-password-changed = Your password is changed. Everywhere else you are signed out.
said-filed = Your complaint is filed.
said-confirmed = Marked as resolved.
said-declined = You declined. It is the brand’s turn again.
said-given-up = Closed as not resolved.
said-reopened = The complaint is open again.
said-withdrawn = Your complaint is withdrawn.
said-retracted = Your complaint is deleted, as if it had never been filed. Its words are being erased.
said-published = Your complaint is public now.
said-appealed = Your appeal is with the moderators.
said-escalated = Escalated. Everybody who opens the complaint can see how far it has gone.
said-response-edited = Your answer is changed. The first version stays readable.
said-response-deleted = Your answer is marked as deleted. What it said stays readable here.
said-label-disputed = Disputed. A moderator will decide.
said-marked-elsewhere = Marked. The brand can say why it does not fit; a moderator decides then.
said-supported = Counted: you have the same problem.
said-unsupported = Recorded: you no longer have this problem.
said-thanked = Recorded: this answer helped you.
said-acknowledged = Acknowledged. The complaint still waits for an answer.
said-handed-off = Handed over. Everybody who reads the complaint can see that.
said-contested = Contested. A moderator will decide.
said-contest-answered = Your answer is on the page. A moderator will decide.
said-promise-marked = Recorded.
said-commented = Your comment is on the page.
said-question-answered = The brand has your answer.
said-answered = Your answer is on the page.
said-asked = Your question is on the page. It is the person’s turn now.
said-offered = Your offer is on the page. Only the person who filed can say whether it is resolved.
said-refused = Your refusal is on the page, with its reason. Only the person who filed can say whether they accept it.
said-promised = Your promise is on the page, with its date.
said-reported = Thank you. The moderators will look at it.
said-quote-revoked = The permission is withdrawn, and the other server is being told.
said-moderated = Decided. The decision is in the public log.

## What went wrong

problem-back = Back
problem-again = Try again
problem-thread = Read the complaint
problem-home = To the front page
problem-400 = We could not read that
problem-400-what = Something in the request was missing or could not be read.
problem-400-next = Go back, reload the page and try again.
problem-401 = Sign in first
problem-401-what = This is for people who are signed in.
problem-401-next = Sign in, then try again.
problem-403 = You may not do this
problem-403-what = Your account may not do this, or the page from which you sent it was too old.
problem-403-next = Open the page again. If it is still not possible, it is for other people.
problem-403-out = You are not signed in
problem-403-out-what = You are not signed in any more, or the page from which you sent this was too old. Nothing was done.
problem-403-out-next = Sign in, then do it again.
problem-cookies = Your browser sent no cookie
problem-cookies-what = Without a cookie this server cannot tell who you are. Nothing was done.
problem-cookies-next = Allow cookies for this server in your browser. Then open the page again and sign in.
kept-title = This was not sent
kept-what = What you wrote is here, so that you can copy it. It is kept on this page only.
kept-again = Send it again
resume-out = You are not signed in any more
resume-out-what = What you wrote is below. Sign in and send it. Nothing was sent so far. It is kept on this page only, so leave the page open.
resume-no-cookies = Without a cookie this server cannot tell who you are. Allow cookies for this server in your browser, then sign in here. What you wrote is below; nothing of it was sent.
resume-file-out = The file that you chose could not be kept. You can choose it again after you have signed in.
resume-file = The file that you chose could not be kept. Choose it again.
resume-old = Not sent yet
resume-old-what = The page you sent this from was too old. What you wrote is below: look at it and send it.
resume-ready = You are signed in
resume-ready-what = What you wrote is below. Nothing was sent so far: look at it and send it.
resume-slow = Try again in { $wait }. What you wrote is below; nothing of it was sent.
resume-long = This is more than this server takes at once, and nothing of it was sent. What you wrote is below: shorten it and send it.
resume-full = This cannot be kept now
resume-full-what = So much is waiting here that what you wrote cannot be kept. It is below, on this page only. Sign in here and send it, or copy it and try again in some hours.
resume-unwell = This server cannot look you up at the moment. What you wrote is below, and kept on this page only. Sign in again in a moment.
resume-yours = What you wrote
resume-own-name = your own name
resume-send = Send it
resume-guest = From another server?
resume-guest-link = Sign in in another tab, and come back here
resume-signed-in = I have signed in
resume-give-up = Give the account of the brand up
resume-withhold = Take the ✓ mark from an account
resume-return = Give an account the ✓ mark back
resume-server = Server
meant-complaint = Complaint:
meant-comment = Comment:
meant-answer = Answer:
meant-account = Account:
meant-person = Person:
meant-invitation = Invited:
meant-brand = Brand:
meant-notice = Message:
meant-quoted = Your post:
meant-quoting = Quoted in:
meant-decision = Decision:
meant-delivery = Delivery to:
meant-board = Board:
meant-key = Key:
meant-what = About:
meant-answers = You answer:
meant-said = { $by }: “{ $words }”
meant-gone = This is not there any more, or you may not read it.
meant-unread = Whom or what this is about cannot be shown now. It is what you sent it for.
problem-404 = Nothing here
problem-404-what = This page does not exist or is not public.
problem-404-next = Check the address, or start from the front page.
problem-408 = Too slow
problem-408-what = What you sent did not arrive completely in time.
problem-408-next = Go back, check your connection, and send it again.
problem-413 = Too long
problem-413-what = That was more than this server takes at once.
problem-413-next = Shorten it and send it again.
problem-429 = Too many tries
problem-429-what = There were too many tries. Try again in { $wait }.
problem-429-next = This limit keeps strangers from guessing passwords and flooding complaints.
problem-503 = This server is not well
problem-503-what = Something here does not work at the moment. You did nothing wrong.
problem-503-disk-full = The disk of this server is full. Nothing can be saved at the moment; reading works. You did nothing wrong.
problem-503-locked = Another program holds the database of this server. Nothing can be saved at the moment; reading works. You did nothing wrong.
problem-503-read-only = The database of this server takes nothing at the moment; reading works. You did nothing wrong.
problem-503-away = The database of this server does not answer. You did nothing wrong.
problem-503-disk = The disk of this server does not work as it should. You did nothing wrong.
problem-503-unsure = The database of this server did not answer in time. What you sent may have been saved. You did nothing wrong.
problem-503-unsure-next = Keep what you wrote. Look in a few minutes whether it is there before you send it again.
problem-503-unsure-again = You can send it again here in a few minutes: what was saved already is not done a second time. Or look first whether it is there.
problem-503-next = Keep what you wrote and try again in a few minutes. Whoever runs this server sees it in the log.
problem-500 = That was our fault
problem-500-what = Something went wrong on this server. It is recorded, and nothing was left half done.
problem-500-next = Try again in a moment.
problem-hidden = Hidden here
problem-hidden-what = The moderators of this server have hidden this complaint: { $reason }
problem-hidden-next = The decision is in the public log. Other servers decide for themselves.
problem-refused = That is not possible now
problem-refused-what = The rules do not allow this.
problem-refused-next = Reload the page to see what is possible now.
form-wrong = Something is missing or wrong. Everything you wrote is still here:

## Front page and lists

front-title = Who let you down?
front-lead = Say it once, in public. The brand can answer in public, signed with a name. It is resolved when you say so. Everyone can see how well the brand did.
front-brand = A brand or its website
front-start = Start a complaint
front-mention = Already on Mastodon or Lemmy? Mention <b>{ $handle }</b> in a post. That is all.
front-waiting = Waiting longest
front-waiting-none = Nobody is waiting here.
front-waiting-all = All complaints that wait for a brand
front-resolved-today = Resolved today
front-resolved-lately = Resolved lately
front-resolved-none = Nothing is resolved yet.
front-resolved-all = All resolved complaints
waiting-lead = Public complaints that wait for a brand, the longest wait first.
resolved-lead = Complaints that are resolved, as the people who filed them say. The newest first.
card-supporters = { $count ->
    [one] { $count } person with the same problem
   *[other] { $count } people with the same problem
}
card-ended-elsewhere = resolved before it was moved here
card-contacts = { $count ->
    [one] contacted the brand once before
   *[other] contacted the brand { $count } times before
}
card-repeated = not counted: the same person had another complaint here in the 30 days before
card-waits-brand = waiting for { $brand }, { $span }
card-waits-person = waiting for the person who filed, { $span }
card-rating = { $rating } of 10
card-rating-second = { $rating } of 10, first { $first } of 10
flag-contested = Contested
card-first-human = first answer by a person after { $span }
card-said-of = { $said }, says { $host }
card-first-human-said = that a person answered is said by { $host }
card-filed = filed { $span } ago
title-erased = (title erased)

## States

state-open = Open
state-open-means = Published. Nobody from the brand has reacted under their own name yet.
state-acknowledged = Acknowledged
state-acknowledged-means = A named person from the brand has taken it up, or has answered.
state-offered = Offer or refusal
state-offered-means = The brand offers a solution, or says what it will not do. Only the person who filed can say whether it is resolved, or whether they accept that.
state-resolved = Resolved
state-resolved-means = The person who filed says it is resolved.
state-unresolved = Not resolved
state-unresolved-means = The person who filed says it was not resolved, and has closed it.
state-lapsed = Lapsed
state-lapsed-means = The brand offered something, said what it will not do, or asked something. The person who filed did not answer for 14 days.
state-unanswered = Unanswered
state-unanswered-means = The brand was told and gave no real answer for 60 days, so the server closed it. It counts against the brand. The brand may still answer, and the person who filed may open it again.
state-withdrawn = Withdrawn
state-withdrawn-means = The person who filed has withdrawn it.
state-retracted = Deleted
state-retracted-means = Deleted by the person who filed: it was never meant as a complaint.
state-dismissed = Dismissed
state-dismissed-means = A moderator closed it, with a public reason.

## Words of the rules

outcome-refund = refund
outcome-replacement = replacement
outcome-repair = repair
outcome-explanation = explanation
outcome-apology = apology
outcome-workaround = workaround
outcome-declined = declined
reason-unsupported = no longer supported
reason-not-responsible = not responsible
reason-no-authority = not allowed to decide this
reason-policy = against the brand’s policy
want-refund = A refund
want-replacement = A replacement
want-repair = A repair
want-explanation = An explanation
want-apology = An apology
want-change = That they change it
want-other = Something else
wants-refund = a refund
wants-replacement = a replacement
wants-repair = a repair
wants-explanation = an explanation
wants-apology = an apology
wants-change = a change
wants-other = something else
ground-wrong-brand = wrong brand
ground-not-genuine = did not happen that way
ground-duplicate = filed twice
ground-advertising = advertising
ground-personal-data = private facts about somebody
ground-unlawful-words = words that break the law
ground-abuse = abuse
ground-settled = settled, or in court
ground-no-consumer-matter = not about a product or service
comment-ground-abuse = abuse
comment-ground-personal-data = private facts about somebody
comment-ground-unlawful-words = words that break the law
comment-ground-advertising = advertising
comment-ground-off-topic = nothing to do with the complaint
comment-ground-other = another reason
solved-by-brand = the brand
solved-by-myself = I solved it myself
solved-by-somebody-else = somebody else
step-representative = customer service
step-executive = management
step-mediator = community mediator
step-external-body = outside body
tier-none = none
tier-receipt = receipt
tier-order-confirmed = order confirmed by the brand
notice-how-desk = here, on its desk
notice-how-mention = by a mention
notice-how-mail = by mail
notice-how-answer = by this board: it answered here
label-canned = Reads like earlier answers
label-deflected = Sends the person elsewhere
label-automated = Automated
label-acknowledgement-only = Only says that the complaint arrived
label-unnamed = Not signed with a name
label-state-marked = { $label } (says the person who filed)
label-state-marked-yours = { $label } (as you said)
label-state-disputed = { $label } (disputed by the brand)
label-state-upheld = { $label } (confirmed by a moderator)
label-why = The brand says: { $reason }
side-complainant = the person who filed
side-complainant-yours = you
side-brand = the brand

## A thread

thread-kicker = Complaint about { $brand }
thread-kicker-product = Complaint about { $brand } · { $product }
thread-description = Complaint about { $brand }: { $title }
thread-aside = History and facts
thread-happened = What happened
thread-clocks = Who has been waiting, and how long
thread-promises = Promises
thread-before = What was tried before
thread-follow = Follow
thread-follow-how = { $reply } · { $board }
thread-earlier = Earlier posts
thread-later = Later posts
post-whole = This is the beginning of a long post. Read all of it
events-earlier = Earlier events
events-later = Later events
thread-proof = Every step is recorded and cannot be changed secretly: { $count } so far.
thread-proof-link = See the record
follow-own-server = Follow this board from your own server
fact-filed = Filed <b>{ $span } ago</b> from <b>{ $host }</b>
fact-said-by = who complained is said by { $host }
fact-recorded-otherwise = { $host } recorded this otherwise than it was sent: title and words are as they were sent, the rest is what { $host } says
fact-home = Kept on <b>{ $home }</b>
fact-first-contact = <b>Has not contacted the brand before</b>
fact-contacts = { $count ->
    [one] Contacted the brand <b>once</b> before
   *[other] Contacted the brand <b>{ $count } times</b> before
}
fact-contacts-time = { $count ->
    [one] Contacted the brand <b>once</b> before, { $span }
   *[other] Contacted the brand <b>{ $count } times</b> before, { $span } in all
}
fact-amount = At stake <b>{ $amount }</b>
fact-wants = Wants <b>{ $wants }</b>
notice-hidden = Hidden here by the moderators: { $reason }
notice-conflict = { $home } has sent two different versions of this complaint. The first one is shown. The other one, from { $source }, is kept as evidence and shown with the record.
notice-frozen = { $home } has been gone since { $at }. This is the last version that we have.
notice-replica = This complaint is kept on { $home }. This is a copy of it, checked step by step. What you do here is sent there. A report goes to the moderators of this server.
banner-open = Waiting for { $brand } for { $span }
banner-open-just = Just filed. Waiting for { $brand }.
banner-open-line = { $brand } has not answered yet.
banner-overdue-line = No answer by a named person yet. It is overdue.
banner-silent-line = No answer by a named person in more than two weeks.
banner-unnamed-line = There was an answer, but no named person has taken it up.
banner-acknowledged = { $brand } has seen it. Waiting for { $brand } for { $span }
banner-answered = { $brand } has answered. Waiting for { $brand } for { $span }
banner-acknowledged-line = A named person has taken it up. It is not resolved.
banner-acknowledged-said = That a named person has taken it up is said by { $host }. It is not resolved.
banner-said-by = This is said by { $host }; whoever it speaks of has not signed it.
banner-asked = { $brand } has asked something. Waiting for { $person } for { $span }
banner-asked-yours = { $brand } has asked you something. Waiting for you for { $span }
banner-asked-line = The next step is an answer by <b>{ $person }</b>.
banner-asked-line-yours = { $answer }. Then it is { $brand }’s turn again.
banner-asked-link = Answer the question
banner-offered = { $brand } says this is resolved
banner-offered-declined = { $brand } says what it will not do
banner-offered-line = { $outcome }, offered { $span } ago. Only the person who filed this can say whether it is resolved. Waiting for <b>{ $person }</b> until { $day }.
banner-offered-line-yours = { $outcome }, offered { $span } ago. Only you can say whether it is resolved. Waiting for <b>you</b> until { $day }.
banner-refused-line = Said { $span } ago. Only the person who filed this can say whether they accept it. Waiting for <b>{ $person }</b> until { $day }.
banner-refused-line-yours = Said { $span } ago. Only you can say whether you accept it. Waiting for <b>you</b> until { $day }.
banner-resolved = Resolved, says { $person }
banner-resolved-yours = Resolved, as you said
banner-resolved-line = Since { $at }.
banner-unresolved = Not resolved, says { $person }
banner-unresolved-yours = Not resolved, as you said
banner-unresolved-line = Since { $at }.
banner-offered-again = { $brand } has offered something again since then.
banner-refused-again = Since then { $brand } has said what it will not do.
banner-lapsed = No reply to the offer
banner-lapsed-line = { $brand } offered a solution. <b>{ $person }</b> did not say whether it is resolved.
banner-lapsed-line-yours = { $brand } offered a solution. <b>You</b> did not say whether it is resolved.
banner-lapsed-declined = No reply to the refusal
banner-lapsed-declined-line = { $brand } said what it will not do. <b>{ $person }</b> did not say whether they accept that.
banner-lapsed-declined-line-yours = { $brand } said what it will not do. <b>You</b> did not say whether you accept that.
banner-lapsed-question = No reply to the question
banner-lapsed-question-line = { $brand } asked something. <b>{ $person }</b> did not answer for 14 days.
banner-lapsed-question-line-yours = { $brand } asked something. <b>You</b> did not answer for 14 days.
banner-unanswered = No answer from { $brand }
banner-unanswered-further = No further answer from { $brand }
banner-unanswered-line = Closed { $at }: { $brand } was told and gave no real answer for 60 days. It may still answer.
banner-withdrawn = Withdrawn by { $person }
banner-withdrawn-yours = Withdrawn by you
banner-withdrawn-settled = The matter is settled, says <b>{ $person }</b>.
banner-withdrawn-settled-yours = You said that the matter is settled.
banner-withdrawn-unsettled = The matter is not settled, says <b>{ $person }</b>.
banner-withdrawn-unsettled-yours = You said that the matter is not settled.
banner-withdrawn-unsaid = Whether the matter is settled was not said. It counts as not settled.
banner-withdrawn-condition = { $brand } asked for the withdrawal, says <b>{ $person }</b>.
banner-withdrawn-condition-yours = You said that { $brand } asked for the withdrawal.
banner-counts-unanswered = It was closed as unanswered before, and counts as unanswered.
banner-withdrawn-after = It was withdrawn after { $brand } had reacted. That is counted and shown.
banner-retracted = Deleted: it was never meant as a complaint
banner-dismissed = Closed by a moderator
banner-dismissed-line = The reason: <b>{ $ground }</b>.
banner-dismissed-said = A moderator wrote: “{ $reason }” { $log }
banner-dismissed-log = It is in the public log: { $log }
banner-log = Read the decision
banner-embargoed = The brand sees this first. It becomes public by itself on <b>{ $date }</b>.
banner-embargo-over = The brand’s time to see it first is over. It becomes public in a moment.
banner-embargo-ended = Only the brand, the person who filed it and the moderators can see this. It was closed before its day, so it does not become public by itself.
banner-embargo-ended-yours = Only the brand, you and the moderators can see this. It was closed before its day, so it does not become public by itself.
banner-never-listed = It was closed in its first minutes, so it is in no list.
reopen-publishes-now = The brand’s time to see it first is over. If you open it again, it becomes public at once.
reopen-publishes-at = If you open it again, it becomes public by itself on { $date }.
flag-hearing = { $flag } { $brand } says: <b>{ $ground }</b>. <b>{ $person }</b> can answer here until <b>{ $until }</b>. Then a moderator decides.
flag-hearing-yours = { $flag } { $brand } says: <b>{ $ground }</b>. You can answer here until <b>{ $until }</b>. Then a moderator decides.
flag-answered = { $flag } { $brand } says: <b>{ $ground }</b>. <b>{ $person }</b> has answered and may add more until { $until }. A moderator decides.
flag-answered-yours = { $flag } { $brand } says: <b>{ $ground }</b>. You have answered and may add more until { $until }. A moderator decides.
flag-answered-over = { $flag } { $brand } says: <b>{ $ground }</b>. <b>{ $person }</b> has answered. A moderator decides.
flag-answered-over-yours = { $flag } { $brand } says: <b>{ $ground }</b>. You have answered. A moderator decides.
flag-waits = { $flag } { $brand } says: <b>{ $ground }</b>. A moderator decides.
flag-said-by-brand = said by the brand
flag-words-erased = What the brand wrote about it was erased.
flag-brand-mistaken = Was that a mistake? Say so in an answer here: the moderators read it beside your contest.
flag-heard = { $flag } { $brand } says: <b>{ $ground }</b>. <b>{ $person }</b> had until { $until } to answer. A moderator decides.
flag-heard-yours = { $flag } { $brand } says: <b>{ $ground }</b>. You had until { $until } to answer. A moderator decides.
flag-appealed = { $flag } { $brand } says: <b>{ $ground }</b>. A moderator rejected that, and { $brand } has appealed. Another moderator decides, if there is one.
banner-provisional = For the first ten minutes it is in no list.
clock-first-human = First answer by a person after <b>{ $span }</b>
clock-first-human-said = That a person answered is said by { $host }
clock-no-human = <b>No answer by a person yet</b>
clock-hand-offs = { $count ->
    [one] Handed over <b>once</b>
   *[other] Handed over <b>{ $count } times</b>
}
clock-reopened = { $count ->
    [one] Reopened <b>once</b>
   *[other] Reopened <b>{ $count } times</b>
}
clock-step = Escalated to: <b>{ $step }</b>
legend-brand = Waiting for { $brand }: { $span }
legend-person = Waiting for { $person }: { $span }
legend-person-yours = Waiting for you: { $span }
would-return = would buy there again
would-not-return = would not buy there again
promise-by = Promise by { $day }
promise-pending = { $span } left
promise-broken = broken
promise-kept = kept, says the brand
promise-kept-late = kept late, says the brand
promise-refuted = not kept, says the person
promise-refuted-yours = not kept, as you said
promise-confirmed = kept
promise-confirmed-late = kept, but late
supporters = { $count ->
    [0] Nobody else has said “same here”
    [one] { $count } person has the same problem
   *[other] { $count } people have the same problem
}
support-yours = You are one of them.
support-from-afar = From your own server: reply with #samehere.
post-person = <b>{ $name }</b>{ $host }
post-brand = { $brand }, no name given { $proof }
post-representative = <b>{ $name }</b> for { $brand } { $proof }
post-representative-role = <b>{ $name }</b>, { $role } at { $brand } { $proof }
post-said-by = said by { $host }
post-by = By { $name }
post-after = after { $span }
post-edited = edited
post-gone = This text was erased.
post-deleted = deleted by the brand
post-first = The first version
proof-mark = <span class="proof">✓ { $domain }</span>
proof-mark-named = <span class="proof weak">added by the operators, not verified</span>

## The timeline

event-by = by { $name }
event-filed = Filed
event-filed-pseudonym = Filed under a pseudonym
event-retracted = Deleted by the person who filed
event-retracted-yours = Deleted by you
event-published = Published
event-brand-notified = The brand was notified ({ $how })
event-acknowledged = Seen, and taken up by a named person
event-responded = Answered
event-responded-unnamed = Answered without a name
event-responded-automated = Answered automatically
event-response-edited = An answer was edited
event-response-deleted = An answer was deleted
event-labelled = An answer got a label
event-marked-elsewhere = The person who filed marked an answer: it sends them elsewhere
event-marked-elsewhere-yours = You marked an answer: it sends you elsewhere
event-label-disputed = Label disputed: { $label }
event-label-disputed-why = Label disputed: { $label }. { $reason }
event-label-upheld = Label confirmed: { $label }
event-label-struck = Label removed: { $label }
event-asked = The brand asked something
event-answered = The question was answered
event-commented = Comment
event-handed-off = Handed over
event-handed-off-to = Handed over to { $to }
event-promised = Promise made: by { $day }
event-promise-kept = Promise kept, says the brand
event-promise-kept-late = Promise kept late, says the brand
event-promise-refuted = Promise not kept, says the person
event-promise-refuted-yours = Promise not kept, as you said
event-promise-confirmed = Promise kept, says the person
event-promise-confirmed-yours = Promise kept, as you said
event-promise-broken = Promise broken
event-resolution-offered = Solution offered: { $outcome }
event-resolution-refused = The brand refused
event-resolution-refused-why = The brand refused: { $reason }
event-resolution-confirmed = Resolved, says the person
event-resolution-confirmed-yours = Resolved, as you said
event-resolution-confirmed-rated = Resolved, says the person: { $rating } of 10
event-resolution-confirmed-rated-yours = Resolved, as you said: { $rating } of 10
event-resolution-declined = Not resolved, says the person
event-resolution-declined-yours = Not resolved, as you said
event-given-up = Closed as not resolved
event-given-up-rated = Closed as not resolved: { $rating } of 10
event-reopened = Reopened
event-withdrawn = Withdrawn
event-contested = Contested: { $ground }
event-contested-why = Contested: { $ground }. The brand: “{ $words }”
event-contested-erased = Contested: { $ground }. What the brand wrote about it was erased.
event-contest-answered = Answered what the brand contested: { $ground }
event-contest-upheld = The brand was right to contest: { $ground }
event-contest-rejected = The brand was not right to contest: { $ground }
event-dismissed = Dismissed: { $ground }
event-appealed = Appeal by { $side }
event-reinstated = Reinstated
event-escalated = Escalated: { $step }
event-corrected = Corrected by its author
event-erased = Texts were erased
event-linked-to-problem = Linked to a known problem
event-brand-reassigned = Moved from { $from } to { $to }
event-supported = Same here
event-support-withdrawn = “Same here” taken back
event-kudos = An answer helped somebody
event-proof-tier-set = Proof of purchase: { $tier }
event-reminded = Reminder after { $day } days
event-lapsed = Lapsed without an answer
event-asked-again = Asked: is it still fixed?
event-closed-unanswered = Closed: 60 days without a real answer
event-brand-reminded = The brand was reminded after { $day } days
event-untold = The person who filed was told that nobody from the brand reads here
event-untold-yours = You were told that nobody from the brand reads here
event-comment-edited = A comment was edited by its author
event-comment-deleted = A comment was taken back by its author
event-comment-hidden = A comment was taken out by a moderator: { $ground }
event-comment-shown = A comment was put back by a moderator
event-step-worked = Resolved after it was escalated to: { $step }
event-withdrawn-settled = Withdrawn: the matter is settled
event-withdrawn-unsettled = Withdrawn: the matter is not settled
event-withdrawn-unsettled-condition = Withdrawn: the matter is not settled, and the brand asked for the withdrawal
event-withdrawn-unsaid-condition = Withdrawn: the brand asked for it, and whether the matter is settled was not said
event-withdrawn-condition = Withdrawn: the matter is settled, and the brand asked for the withdrawal in return
event-complainant-gone = The person who filed has deleted the account
event-newer = { $kind }: this server is too old to know it

## Deeds

deed-confirm = Yes, it is resolved
deed-rate = Rate how they did
deed-decline = No, it is not
deed-accept-refusal = I accept that this ends here
deed-reject-refusal = No, I do not accept that
deed-give-up = Close as not resolved
deed-give-up-hint = if you do not want to go on
deed-reopen = It is not fixed: reopen
deed-withdraw = Withdraw the complaint
deed-withdraw-hint = you take it back
deed-retract = Delete it (within the first hour, as long as nothing has happened)
deed-publish = Publish now
deed-appeal = Appeal
deed-support = Same here
deed-unsupport = I no longer have this problem
deed-thank = This answer helped
deed-mark-elsewhere = This answer sends me elsewhere
mark-elsewhere-hint = It tells you to use another form, office or channel, or to tell everything again, instead of helping here. The mark is public, and the answer no longer counts as an answer by a person. The brand can dispute it; a moderator decides then. You cannot take it back.
mark-elsewhere-do = Mark this answer
deed-comment = Send
deed-respond = Answer
deed-acknowledge = Acknowledge
deed-hand-off = Hand over
deed-contest = Contest
deed-answer-contest = Answer what the brand says
deed-keep-promise = The promise is kept
deed-confirm-promise = Yes, it was kept
deed-refute-promise = No, it was not kept
deed-hide = Hide here
deed-unhide = Show again
deed-dismiss = Dismiss
deed-reinstate = Reinstate
rate-how = How did they do, from 0 to 10?
rate-worst = 0: badly
rate-best = 10: very well
rate-return = Would you buy there again?
rate-free = The number and the second question are optional. Within 30 days you can rate once more. The later rating counts, and the first one is shown beside it.
decline-why = What is missing or wrong?
publish-what = Only the brand and the moderators can see this so far. It becomes public by itself when the time is over. You can also publish it now.
reopen-why = What happened?
confirm-solved-by = Who solved it?
confirm-got = What did you get?
confirm-got-choose = Choose
confirm-got-offered = (what the brand offered)
confirm-got-none = nothing of these
withdraw-settled = Is the matter settled?
withdraw-condition = Did the brand ask you to withdraw in return?
appeal-why = Why is the decision wrong?
appeal-once = You can appeal once. A moderator who has decided nothing here before reads this, if there is one.
answer-text = Your answer
answer-hint = What the person told you is on this page. Answer that, and do not ask for it again.
answer-name = Your name
answer-role = Your role
answer-named = Only an answer signed with the name of a person counts as one. If you leave the name empty, it is published as an answer without a name.
answer-and = What is this answer?
answer-only = Reply only
answer-only-hint = The complaint stays in your list.
answer-ask = Ask the person something
answer-ask-hint = It is the person’s turn until they answer.
answer-offer = Offer a solution, or refuse
answer-offer-hint = { $count ->
    [one] Only the person can say whether it is resolved. { $count } offer left.
   *[other] Only the person can say whether it is resolved. { $count } offers left.
}
answer-outcome = How
answer-reason = If declined: why
answer-promise = Promise to act by a date
answer-promise-hint = At most 90 days ahead. A promise that is not kept shows as broken.
answer-promise-day = The day of the promise
answer-send = Send the answer
acknowledge-what = Say that a named person has taken it up. This never counts as an answer.
handoff-to = To whom
contest-ground = Reason
contest-which = For which reason?
contest-uphold = The brand is right: dismiss
contest-reject = Reject
comment-answer = Answer the brand’s question
comment-own = Add something
comment-join = Add a comment
comment-again-see = See it on the page
comment-anyway = Send it again anyway
comment-text = Your text
markdown-hint = Markdown works: *emphasis*, links, lists.
limit-chars = At most { $max } characters.
goes-as = What you send here goes out as { $handle }.
talk-join = Join in
talk-sign-in = Sign in to comment
talk-from-afar = Or reply from your own server. A public reply to this complaint appears here, unless your account is limited here or your server is blocked.
report-title = Report this complaint
report-why = What is wrong with it?
report-note = What should the moderators know?
report-choose = Choose a reason
report-reason-missing = Choose why you report it. Nothing was sent yet.
report-send = Send the report
report-sign-in = Reports come from people who are signed in, or from your own server.
report-by = reported by { $handle }
report-reason-abuse = Abuse or harassment
report-reason-private = Private facts about somebody
report-reason-wrong-brand = It is about another brand
report-reason-not-genuine = It did not happen
report-reason-advertising = Advertising
report-reason-other = Something else
report-reason-look-alike = Looks like a verified brand
report-reason-name-alike = Would be called like another brand
moderate-title = Moderate
moderate-reason = Reason (public)
hide-hint = It disappears from this server only. No figure changes.
dismiss-hint = The complaint is closed for everybody, with this reason. A side that has not appealed before can appeal.

## Proof

proof-title = The record of this complaint
proof-lead = Every step is one line below, with the hash of its raw data. Each line names the hash of the line before it. So no line can be changed, left out or added without the others showing it. Texts and names are kept beside the lines and can be erased; the lines stay complete.
proof-home = Kept on
proof-events = Steps
proof-head = Latest hash
proof-chain = The record
proof-chain-intact = complete and unchanged (checked just now)
proof-chain-broken = not complete, or changed: something here does not fit what was recorded
proof-machine = For programs
proof-history = the record as JSON
proof-erased = a text of this step was erased
proof-stored = Raw data
proof-how = To check it yourself: the SHA-256 of a line’s raw data is its hash, and its field “previous” is the hash of the line before.
trust-refetchable = confirmed by the author’s own post, { $address }
trust-home = confirmed by the home server only
party-commenter = commenter { $number }
party-moderator = moderator { $number }
party-home = the home server

## Boards

boards-lead = Anyone can open a page for a brand. The brand need not agree.
boards-find = Find
boards-none = There is no such board yet. It is made when somebody files a complaint.
boards-near = Nobody here is called “{ $name }”. These names come near:
board-waiting = { $count ->
    [0] nobody waiting
    [one] { $count } waiting
   *[other] { $count } waiting
}
board-summary = { $count ->
    [one] { $count } complaint, { $waiting } waiting now
   *[other] { $count } complaints, { $waiting } waiting now
}
board-description = Public complaints about { $brand }, and how { $brand } answers them.
board-no-voice = Nobody speaks for the brand here.
board-follow = Follow from your server
board-follow-how = Search for { $handle } on your own server and follow it. Complaints, answers and outcomes then come to you. To complain, mention it in a public post.
board-complain = Complain about { $brand }
board-answers = How { $brand } answers
board-too-early = Too few complaints to say yet.
board-threads = The complaints
board-threads-none = No complaints here.
board-elsewhere = Complaints to the regulator (CFPB)
board-elsewhere-all = All complaints to the regulator
elsewhere-lead = Complaints about this brand to the US regulator (CFPB), { $window }. They were not filed here and are in no figure above.
elsewhere-records = Complaints
elsewhere-in-time = Answered in time
elsewhere-relief = Closed with relief, of those that are closed
elsewhere-disputed = Disputed by the person
elsewhere-of = { $part } of { $count }
elsewhere-plot = Complaints to the regulator, { $window }: at most { $highest } in one month
elsewhere-bar = { $month }: { $count }
elsewhere-topics = What they are about, { $window }
voice-speaks = Speaks here as { $handle }
voice-named = added by the operators, domain not verified
voice-well-known = verified by a file on its own domain, checked { $at }
voice-until = was verified until { $at }
voice-missing = not found since { $since }
voice-never = not verified
figure-median = First answer by a person, half within
figure-ninetieth = First answer by a person, nine of ten within
figure-wait-rest = { $count ->
    [one] of { $count } complaint that the brand was told of. Those still waiting are included.
   *[other] of { $count } complaints that the brand was told of. Those still waiting are included.
}
figure-longer = more than { $span }
figure-too-few = too few to say
figure-answered = Answered by a named person
figure-answered-rest = { $count } of { $all } complaints. Those without an answer count after 48 hours.
figure-solved = Resolved by the brand, as the people say
figure-solved-rest = { $count } of { $all } closed complaints
figure-solved-parts = { $rest }: { $parts }
figure-part-solved-by-brand = { $count } resolved by the brand
figure-part-solved-otherwise = { $count } resolved, but not by the brand
figure-part-unresolved = { $count } not resolved
figure-part-unanswered = { $count } closed as unanswered
figure-part-withdrawn-unsettled = { $count } withdrawn after the brand reacted and not said to be settled
figure-part-lapsed-against = { $count } lapsed after an offer was declined or the brand refused
figures-window = Complaints filed here, { $from } to { $to }. With fewer than 10 there is no figure, only the count.
figures-untold = { $count ->
    [one] { $count } complaint is not in these figures: nobody has told the brand of it yet.
   *[other] { $count } complaints are not in these figures: nobody has told the brand of them yet.
}
figures-repeated = { $count ->
    [one] { $count } more complaint is not counted: the person had another one here in the 30 days before.
   *[other] { $count } more complaints are not counted: the people had another one here in the 30 days before.
}
figures-unanswered = { $count ->
    [one] { $count } complaint was closed because no real answer came for 60 days.
   *[other] { $count } complaints were closed because no real answer came for 60 days.
}
figures-withdrawn = { $count ->
    [one] { $count } complaint was withdrawn after the brand had reacted.
   *[other] { $count } complaints were withdrawn after the brand had reacted.
}
figures-erased = { $count ->
    [one] { $count } complaint is not in the list of all complaints: its words were erased. It counts like the others, and the lists behind the figures show it.
   *[other] { $count } complaints are not in the list of all complaints: their words were erased. They count like the others, and the lists behind the figures show them.
}
figures-off-lists = { $count ->
    [one] { $count } complaint is in no list: the moderators here have hidden it, or keep its server off lists. It counts like the others.
   *[other] { $count } complaints are in no list: the moderators here have hidden them, or keep their servers off lists. They count like the others.
}
figures-withdrawn-settled = { $count ->
    [one] { $count } of them is settled, the person says. It counts neither for the brand nor against it.
   *[other] { $count } of them are settled, the people say. They count neither for the brand nor against it.
}
figures-lapsed = { $count ->
    [one] { $count } complaint lapsed: an offer or a question of the brand got no reply. It counts neither for the brand nor against it.
   *[other] { $count } complaints lapsed: an offer or a question of the brand got no reply. They count neither for the brand nor against it.
}
figures-broken = { $count ->
    [one] In { $count } complaint a promise was not kept by its day, or the person says it was not kept.
   *[other] In { $count } complaints a promise was not kept by its day, or the person says it was not kept.
}
board-answered-claimed = { $count ->
    [one] { $count } complaint kept on another server is not in this list: only that server says that a person answered it.
   *[other] { $count } complaints kept on other servers are not in this list: only those servers say that a person answered them.
}
filter-ended-solved-by-brand = Resolved by the brand
filter-ended-closed = Closed, and counted
filter-ended-solved-untold = Resolved, nobody said by whom
filter-ended-unanswered = Closed as unanswered
filter-ended-lapsed = Lapsed, counted for nobody
filter-ended-withdrawn-after = Withdrawn after the brand reacted
filter-ended-withdrawn-settled = Withdrawn, and settled
filter-broken = Promise not kept
card-solved-otherwise = solved, but not by the brand
figures-elsewhere = { $count ->
    [one] { $count } complaint is kept on another server. It is shown below and not counted here.
   *[other] { $count } complaints are kept on other servers. They are shown below and not counted here.
}
front-humans = Brands that answer well
front-humans-none = None of them does so at present.
front-humans-rule = Looked at are the { $looked } brands whose people said “resolved” most often lately. Listed are those of which a named person answered at least { $percent } of 100 complaints, nine of ten within { $days } days. Brands with fewer than { $min } complaints are not listed.
humans-solved = { $count } of { $all } closed complaints resolved by the brand
humans-median = { $count ->
    [one] half of { $count } person had an answer within { $span }
   *[other] half of { $count } people had an answer within { $span }
}
figure-rating = Mean rating (of 10)
figure-rating-rest = { $count ->
    [one] from { $count } person
   *[other] from { $count } people
}
filter-all = All
filter-answered = Answered by a person
filter-rated = Rated
filter-waiting = Waiting for the brand
follow-go = Follow
follow-go-to = Go on at { $server }
follow-title = From your own server
follow-lead = Enter your Mastodon (or other) account; we send you to your server to confirm.
follow-search = Search for this on your own server:

## Filing

file-heading = File a complaint
file-lead = Five short steps. Nothing is published before you send it.
file-who = Who?
file-brand = The brand or its website
file-brand-hint = If nobody has complained about it yet, its board is made for you.
file-brand-missing = Write which brand it is about.
file-brand-several = Choose which of these you mean.
file-brand-unknown = Nobody here knows that name. Write the brand’s website instead, such as acme.com.
file-brand-empty = Write the name of the brand, or its website, such as acme.com.
file-brand-near = Nobody here knows that name. Is it one of these? If not, write the brand’s website, such as acme.com.
file-brand-near-domain = Nobody complained about that website here before. Did you mean one of these? If not, choose the new one.
file-brand-by-address = That is an e-mail address. Do you mean this brand? Then choose it.
file-brand-address = That is an address, and not one of a brand’s board. Write the brand’s name or its website, such as acme.com.
file-brand-new = new here: its board is made when you file
file-find = Find
file-found = You mean
file-product = Product or service
file-what = What happened?
file-text = What happened, in your words
file-text-hint = What you bought, what went wrong, since when. Everybody can read this, so write no order numbers or addresses. Markdown works.
file-title = Title
file-title-hint = If you leave it empty, it is made from your first sentence.
file-language = Language of what you wrote
file-language-found = Find out from the text
file-tried = What have you tried?
file-tried-hint = One line for each time you contacted them. Everybody can read it, so that the brand need not ask again. A case number tells the brand who you are. If you have not contacted them yet, leave it empty.
contact-number = Contact { $number }
contact-channel = How
contact-date = When
contact-minutes = Minutes it took
contact-minutes-wrong = Say how long it took, such as 45, 45 min or 1.5 h.
contact-date-future = That day is still to come.
contact-date-past = That day is more than { $years } years ago. Is the year right?
contact-date-wrong = Write the day as 2026-01-31.
contact-reference = Case number
contact-demanded = What they wanted from you
contact-add = One more contact
contact-on = { $channel }, { $day }
contact-reference-is = case number { $reference }
channel-phone = Phone
channel-email = E-mail
channel-chat = Chat
channel-form = Form
channel-shop = In person
channel-letter = Letter
channel-social = Social media
channel-other = Another way
file-wants = What would make it right?
file-amount = Amount at stake
file-amount-wrong = Write the amount in digits, such as 189 or 189.50.
file-amount-whole = { $currency } has no decimals. Write a whole number, such as 189.
file-amount-fine = There are more than two digits behind the mark. Write at most two, such as 189.50.
file-amount-large = This is more than fits here: at most { $max }. Look whether a mark is missing.
file-amount-unclear = This can be { $large } or { $small }. Write { $large } without a mark in it, or two digits after the mark.
file-currency-other = The amount names another currency than the one that is chosen here.
file-currency-wrong = Choose the currency of the amount.
file-currency = Currency
file-how = How to publish?
file-identity = Under which name
file-handle-hint = Everybody can see it.
file-pseudonym = A pseudonym for this complaint only
file-pseudonym-hint = Nobody outside can link it to you.
file-opening = When
file-now = Publish now
file-brand-first = The brand first
file-brand-first-hint = It becomes public by itself when the time is over, unless it is resolved or withdrawn before that.
file-embargo-hours = For how long
file-preview = Preview
file-throw-away = Throw it away
file-preview-title = As everybody will see it
file-preview-pseudonym = a pseudonym
file-preview-later = the name that you choose after signing in
file-send = File it
file-after = It is public at once and goes to everybody who follows the board. Within the first hour you can delete it, as long as nothing has happened there yet.
file-after-embargo = It is public at once and goes to everybody who follows the board. If you choose “The brand first”, that happens only when the time you chose is over. Within the first hour you can delete it, as long as nothing has happened there yet.
file-after-private = Only the brand, you and the moderators can see it at first. On { $day } it becomes public by itself and goes to everybody who follows the board, unless it is resolved or withdrawn before that. Within the first hour you can delete it, as long as nothing has happened there yet.
file-again = You filed this a moment ago. It was not filed a second time.
file-again-see = See what you filed
file-anyway = File it again anyway
file-sign-in = To file it, you need to be signed in. What you wrote is kept.

## Accounts

login-member = Members
login-name = Name
login-password = Password
login-new = New here?
login-register = Become a member
login-wrong = Wrong name or password.
login-objection = Your objection was not sent yet. It goes together with the right password.
login-guest = From another server
login-guest-lead = Do you have an account on Mastodon, Lemmy or anywhere in the fediverse? We send you a direct message there, with a link that works once.
login-handle = Your account there
login-handle-wrong = Write it as @name@server. Members of this server sign in with their password.
login-send-link = Send me the link
guest-sent-title = A link is on its way
guest-sent = If { $handle } exists, we send it a direct message now. Open the link in this browser within { $minutes } minutes.
guest-confirm = Sign in here as { $handle }?
guest-dead-title = This link does not work
guest-dead = It is too old, was used before, or was asked for in another browser. Ask for a new one on the sign-in page.
guest-anew = Ask for a new link
guest-note = Sign in at { $name }: { $address } – The link works once, for 15 minutes, in the browser in which you asked for it. If that was not you, ignore this message.
register-title = Become a member
register-lead = A name and a password, nothing else.
register-name-hint = { $min } to { $max } letters a to z, digits and underscores. You cannot change it later.
register-password-hint = At least 10 characters. A whole sentence is good.
register-forget = We have no e-mail address of yours, so we cannot send you a new password. Keep it in a password manager.
register-go = Become a member
register-closed = This server takes no new members now. You can sign in with an account on another server, or mention a board from there.
account-name-form = A name has 2 to 30 letters a to z, digits and underscores.
account-name-reserved = This name is reserved, because it sounds like the people who run this server. Choose another one.
account-name-taken = That name is taken.
account-password-short = The password needs at least 10 characters.
account-password-long = The password is too long.
account-wrong-password = That is not your present password.
account-last-administrator = You are the last administrator here. The people who run the server have to make somebody else one first: redress account role NAME administrator
account-last-owner = You are the last owner of { $brand }’s account. On the page of its people, make somebody else an owner first, or give the account up.
settings-member = You are { $handle }.
settings-guest = You are signed in as { $handle }, from another server.
settings-filed = What you filed here
settings-filed-lead = Also what others cannot read.
settings-language = Language
settings-language-which = The language of this site
settings-language-browser = As my browser says
settings-language-here = You chose { $language } at the foot of a page. It holds in this browser until you save a language here.
settings-password = Password
settings-password-old = Your present password
settings-password-new = Your new password
settings-password-others = Everywhere else you are signed out then.
quotes-title = Quotes of your posts
quotes-lead = Other servers may quote public posts. Here is who does. When you withdraw permission, their servers are asked to stop showing your post inside theirs.
quotes-none = Nobody quotes you.
quotes-quoted = your post
quotes-revoke = Withdraw permission
settings-out = Sign out
leave-title = Delete your account
leave-title-guest = Delete what you wrote here
leave-words = Your complaints and comments lose their words, their files and your name. This begins at once.
leave-states = What became of each complaint stays, without you: whether it was answered, and how it was closed.
leave-servers = Servers that may have copies are asked to delete them. Some may not do it.
leave-names = This includes complaints under a pseudonym. They go at the same moment, so somebody who watches closely could guess that they are yours.
leave-handle = You are signed out everywhere, and nobody can sign in as { $handle } again. The name stays taken, so that nobody else can pretend to be you.
leave-guest = Your account { $handle } is on another server and stays there. You are signed out here.
leave-for-good = Answers of brands stay, even those that you wrote for one. Reports that you made stay with the moderators, without your name and your words. This cannot be undone.
leave-password = Your password
leave-button = Delete it for ever
profile-since = Here since { $day }
profile-filed = Filed under this name
profile-none = Nothing public so far.
profile-yours = Only you can see this list
profile-yours-lead = What you filed under a pseudonym, and what others cannot read.

## Desk

desk-lead = { $count ->
    [0] No complaint waits for { $brand } here.
    [one] { $count } complaint waits for { $brand } here.
   *[other] { $count } complaints wait for { $brand } here.
}
desk-first = { $count ->
    [one] The one that waits longest is shown here.
   *[other] The { $count } that wait longest are shown here.
}
desk-no-brand = You do not answer for a brand yet.
desk-silent = Your account does not speak for { $brand } here at present: nothing proves that it does. You read what everybody reads, and what you write counts as yours alone. People are still waiting, and their time still counts.
desk-silent-link = See what was found, and check again
desk-queue = Waiting, the longest wait first
desk-empty = Nobody is waiting. Well done.
desk-offered = Waiting for the person
desk-told = What the customer told you
desk-nothing = There is nothing to do here now.
desk-private = Private until { $at }: only you, the person who filed it and the moderators see this, and your answer too. Then it becomes public by itself.
desk-private-ended = Private: only you, the person who filed it and the moderators see this, and your answer too.
card-private = private until { $at }
card-private-ended = private
desk-choose = Choose a complaint. It opens here, with everything that the person told you.
desk-other = Other steps
told-by = From
told-product = Product
told-wants = Wants
told-amount = At stake

## Moderation and administration

moderation-lead = { $count ->
    [0] Nothing waits for a decision.
    [one] One case waits for a decision. Your decision and your reason are public.
   *[other] { $count } cases wait for a decision. Your decisions and your reasons are public.
}
moderation-none = There is nothing to decide.
moderation-forward = Also send the report to the server of the person who wrote this. It does not say who reported.
moderation-decide = Decide
log-title = Moderation log
log-lead = Everything that the moderators of this server have decided, and why.
log-check = How to check this log
log-check-chain = Every decision is one line with a number. A line names the hash of the line before it. So no line can be changed, left out or added later without the others showing it. In the log for programs, the SHA-256 of a line’s “rd:core” is its “rd:hash”, its “previous” is the hash of the line before, and each text belongs to it: HMAC-SHA-256 of the text under its salt is the commitment in the core.
log-check-signed = This server signs each page of the log for programs, with the key that its actor publishes (FEP-8b32, eddsa-jcs-2022; the proof names the key). Whoever keeps the latest hash can prove later what the log said today.
log-head = Newest line
log-json = the log as JSON, signed
log-none = Nothing has been decided so far.
log-a-complaint = a complaint
log-by = by { $name }
log-nothing = Report turned down
log-hide = Hidden here
log-unhide = Shown again
log-dismiss = Dismissed
log-reinstate = Reinstated
log-contest-upheld = The brand was right to contest
log-contest-rejected = The brand was not right to contest
log-label-upheld = Label confirmed
log-label-struck = Label removed
admin-lead = These settings apply within a few seconds.
admin-name = Name of this server
admin-name-wrong = Give the server a name of at most 100 characters.
admin-description = What it is for
admin-description-hint = Markdown. Shown on the page about this server.
admin-language = Default language
admin-registrations = Open registration
admin-authorized-fetch = Only servers that sign their requests may fetch from here
admin-authorized-fetch-hint = Blocked servers then get nothing. Servers that never sign cannot read complaints from here either. Pages stay open to everybody.
admin-rules = Rules
admin-rules-hint = Markdown. Everybody can read them.
admin-target = Hours until an answer is overdue
admin-target-wrong = Write a whole number of hours from 1 to 720.
admin-zone = Time zone
admin-zone-hint = Times are shown in this zone, and days end in it: also the days of promises.
admin-zone-wrong = Write a place such as Europe/Berlin, or UTC.
admin-contact = E-mail of the operators
about-title = About { $name }
about-how = How it works
about-how-1 = You say once, in public, what went wrong. The brand can answer in public, signed with a name.
about-how-2 = A brand can offer a solution, but only the person who filed can say that it is resolved. No setting changes that.
about-how-3 = Every step is recorded, and the servers that carry the board keep the record too. Nothing in it can be bought.
about-states = What the states mean
about-no-rules = The operators have written no rules yet.
about-contact = Contact
about-no-contact = The operators have given no address.
about-version = Redress { $version }, free software under the AGPL.

## Other servers' boards

said-sent-elsewhere = Sent to the server where this complaint is kept. It shows here as soon as that server has recorded it.
file-brand-elsewhere = sent as a public mention to @{ $handle }
## Records: what others published
records-title = Complaints about { $brand } to the regulator
records-lead = Complaints that the US Consumer Financial Protection Bureau (CFPB) has published. They were not filed here and are in no figure. Each one links to its source.
records-words = Words in the company, topic or problem
records-find = Search
records-found = What was found
records-count = { $count ->
    [one] One complaint to the regulator
   *[other] { $count } complaints to the regulator
}
records-only = Only
records-drop = Without
records-none = No complaint to the regulator fits.
records-newer = Newer ones
records-older = Older ones
records-months = The last twelve months
months = { $from } to { $to }
records-window = All complaints to the regulator, { $window }
records-since = from { $month } on
records-received = received { $day }
records-timely-yes = Answered in time
records-timely-no = Answered late or not at all
records-timely-not-said = Not said whether in time
records-disputed-yes = Disputed by the person
records-disputed-no = Not disputed
records-disputed-not-said = Not asked whether disputed
records-response-any-relief = Closed with any relief
records-response-monetary-relief = Closed with money
records-response-non-monetary-relief = Closed with other relief
records-response-relief = Closed with relief
records-response-explanation = Closed with an explanation
records-response-no-relief = Closed without relief
records-response-closed = Closed
records-response-in-progress = In progress
records-response-untimely = No answer in time
records-response-not-said = Outcome not said
records-response-other = Another outcome

## Acting in threads of other servers

said-asked-home = Sent. The server where this complaint is kept decides. Its answer shows here.
said-corrected = Your correction is on the page.
said-erased = Your words are being deleted now. This page says how far this is.
request-waiting = Sent to { $home }: “{ $deed }”. Waiting for its answer.
request-quiet = Sent to { $home } { $span } ago: “{ $deed }”. It has not answered yet. It is asked again until { $until }.
request-given-up = { $home } never answered “{ $deed }” and is not asked any more. You can send it again.
request-accepted = { $home } has recorded “{ $deed }”. It shows here in a moment.
request-refused = { $home } refused “{ $deed }”: { $rule }
request-no-reason = it gave no reason.
request-words = What you wrote
deed-correct = Correct what you wrote
deed-correct-hint = or erase it
deed-erase = Erase everything I wrote
deed-escalate = Escalate
deed-delete-response = Delete the answer
deed-dispute-label = Dispute the label
correct-title = Title
correct-text = What happened
deed-edit-response = Change the answer
deed-decide-label = Decide about the label
deed-decide-contest = Decide whether the brand is right
deed-escalate-hint = the next step up
escalate-what = Everybody can see which step you escalated to, and so can the people of the brand. You cannot go back to a lower step afterwards.
escalate-step = To whom
escalate-reached = Escalated so far to: { $step }
edit-response-hint = or delete it
edit-response-what = Servers that got it are sent the new text. The first version stays readable.
dispute-label-which = Label
dispute-label-why = Why does it not fit?
dispute-label-hint = In public. A moderator decides. Until then the label counts.
decide-label-hint = If you remove the label, the answer counts as if it had never had it.
label-uphold = Keep the label
label-strike = Remove the label
trust-signed = signed with the author’s own key
refusal-private-reply = Your message was private, so it does not count. Reply in public, or reply directly to this note.
refusal-answer-unnamed = Your answer is published, but it names nobody, so it does not count as an answer by a person. End your next post with a dash, a name and a role, such as: — Ada Okoye, customer service
refusal-several-commands = Your post has more than one command, so none counts. Reply again with only one.
refusal-command-turned = We could not tell whether you meant the command in your post, so it does not count. If you meant it, reply with the command alone.
refusal-outcome-unclear = Your answer is published, but no solution was offered: we could not tell which one. Reply #resolved with one of these words: refund, replacement, repair, explanation, apology, workaround. Or reply #resolved declined with one of these reasons: unsupported, not responsible, no authority, policy.
refusal-day-unclear = Your answer is published, but no promise was made: we could not tell the day. Reply #promise and write the day as 2026-12-24.
refusal-rating-unclear = The complaint counts as resolved, but we could not read your rating. To give one, reply #confirmed with a number from 0 to 10, written as 9/10.
refusal-last-rating-unclear = We could not read your rating, so nothing changed yet. Reply #giveup alone, or with a number from 0 to 10, written as 3/10.
refusal-private-filing = Your message was not public, so it is not a complaint. Mention this board in a public post, and it becomes one.
refusal-machine-filing = Only people can file complaints. This account says that it is not a person, so its post is not a complaint.
refusal-own-board = A brand files no complaint about itself, so this post is none. To answer a complaint, reply to it.
refusal-reply-filing = A reply files no complaint. To file one, mention this board in a post of its own that answers nothing.
refusal-edited-command = You added a command by editing a post. That does not count. Write it in a new reply.
refusal-deleted-for-good = What you deleted was erased here for good, and cannot come back. If you want it to be read, write it again.
refusal-stays-unresolved = It is closed as not resolved already, and stays so. To open it again, reply #reopen.
refusal-stays-unresolved-form = It is closed as not resolved already, and stays so. If you want the brand to go on, open it again.
refusal-not-understood = This server does not know “{ $given }”.
refusal-not-proven = The request is not signed by the account that it names.
refusal-clock-doubted = The clock of this server is wrong at the moment, so it signs nothing. Whoever runs it sees that; try again later.
refusal-recovering = This server was restored from a backup and is catching up. It takes nothing until that is done. Try again later.
notice-new-key = { $home } has used a new key since { $at }, and its old key does not confirm the new one. Nothing new is taken from there until an administrator here has decided.
notice-recovering = Since { $at } this server is recovering from a backup: it asks other servers for what it had sent them. Until that is done, nothing can be done here.
remark-appeal-waits = An appeal waits for the moderators of this server.
notice-recovering-waits = It waits for an answer of: { $hosts }.
proof-versions = Two different versions
proof-version = Step { $number }: { $source } sent another version of it, { $at }.
proof-version-signed = Step { $number }: { $source } sent another version of it, signed by the same board, { $at }.
proof-version-ours = The first one, kept here
proof-version-theirs = The other one
admin-keys = New keys of boards on other servers
admin-keys-hint = We trust the first key of a board that we see. Before you trust another one, ask the people who run that server, in some other way.
admin-key = { $board } has used a new key since { $at }. We refused { $count ->
    [one] one update
   *[other] { $count } updates
} signed with it.
admin-trust-key = Trust this key
admin-contradictions = Servers that sent different versions
admin-contradiction = { $home } sent two different versions of { $count ->
    [one] one complaint
   *[other] { $count } complaints
}.
person-erased = somebody whose name was erased

search-lead = Find boards, complaints, people and complaints to the regulator by words. Or paste a @name@server or a link.
search-words = Words, @name@server or a link
search-go = Search
search-in-all = Everything
search-in-complaints = Complaints
search-in-boards = Boards
search-in-people = People
search-in-records = Complaints to the regulator
search-nothing = Nothing was found.
search-open = Open its page here
search-unknown = We do not know this account yet.
search-missed = Its server did not answer, or says that this does not exist. Try again later.
search-ask = Ask its server
search-sign-in = Sign in, and we ask its server
search-board = a board
board-search = Words in these complaints
nav-search = Search
actor-person = a person
actor-official = a brand’s account
actor-organization = an organisation
actor-service = a service
actor-group = a group
actor-board = a board
actor-instance = a server
actor-application = a server
profile-seen = Last seen { $at }
profile-original = Original page at { $host }
profile-board-of = The board for { $brand }. Follow the link to what is known here.
profile-said = Comments and answers
profile-speaks-proven = <span class="proof">✓ Speaks for { $brand }, as its domain says</span>
profile-speaks-named = <span class="proof weak">Speaks for { $brand }, added by the operators, not verified</span>
follow-reply-own-server = Reply from your own server
follow-account = Your account elsewhere
follow-account-hint = We ask your server once what you can do from there. We keep nothing.
follow-account-wrong = Write your account as @name@your.server, or just the server.
follow-find = Go on
follow-nothing-told = { $server } did not say how. On most servers it works like this:
follow-by-hand = Or do it yourself
intent-follow = Follow
intent-follow-title = Follow { $name }
intent-follow-at = Follow at { $server }
intent-create = Reply
intent-create-title = Reply to { $name }
intent-create-at = Reply at { $server }
intent-like = Like
intent-like-title = Like { $name }
intent-like-at = Like at { $server }
intent-announce = Boost
intent-announce-title = Boost { $name }
intent-announce-at = Boost at { $server }
intent-object = Open
intent-object-title = Open { $name }
intent-object-at = Open at { $server }
intent-not = Not now
intent-own = That is you.
intent-followed = You follow this already.
intent-follow-waits = Waiting for an answer.
intent-senseless = That is not possible with this.
said-followed = You follow it now, or its server was asked.
said-unfollowed = You no longer follow it.
said-liked = Liked.
said-boosted = Boosted: your followers see it.
settings-following = You follow
settings-following-none = Nobody so far. Every board and every person has a button for it.
settings-unfollow = No longer follow

## What could not be delivered, for administrators

deliveries-title = Failed deliveries
deliveries-lead = We try each delivery for thirty days. What another server refused for good, or never took, stays here until you send it again or drop it.
deliveries-waiting = Waiting: { $count }
deliveries-failing = Servers that do not answer: { $count }
deliveries-parked = Refused: { $count }
deliveries-dead = Given up: { $count }
deliveries-jobs = Failed jobs: { $count }
deliveries-oldest = The oldest has been waiting for { $span }
deliveries-hosts = By server
deliveries-of-host = { $count ->
    [one] One delivery
   *[other] { $count } deliveries
}
deliveries-letters = Newest first
deliveries-none = There is nothing here.
deliveries-all = All servers
deliveries-is-parked = Refused: not allowed
deliveries-is-dead = Given up
deliveries-status = Answered { $status }
deliveries-attempts = { $count ->
    [one] One attempt
   *[other] { $count } attempts
}
deliveries-complaint = The complaint
deliveries-retry = Send again
deliveries-drop = Drop
deliveries-retry-host = Send all to this server again
deliveries-drop-host = Drop all for this server
said-retried = They are sent again now.
said-dropped = Dropped.
notice-undelivered = Not yet delivered to { $hosts }. We keep trying.
notice-undelivered-more = { $hosts } and { $count } more

## Which servers this instance has to do with

policy-title = Other servers
policy-lead = What you decide about a domain also holds for its subdomains. Blocked: nothing comes in, nothing goes out, nothing is fetched. Silenced: it counts and shows in complaints that people open, but it is in no list and no board announces it.
policy-severity-allow = Allowed
policy-severity-silence = Silenced
policy-severity-block = Blocked
policy-mode = Which servers may take part
policy-mode-open = All that are not blocked
policy-mode-allowed = Only domains that are allowed
policy-new = Decide about a domain
policy-domain = Domain
policy-domain-wrong = Write a domain such as example.com, but not the one of this server.
policy-severity = What happens
policy-reject-media = Take no pictures from there
policy-reject-reports = Take no reports from there
policy-obfuscate = Hide part of the name in public
policy-reason = Reason (public)
policy-note = Note (administrators only)
policy-list = Decided so far
policy-none = Nothing has been decided about any domain.
policy-remove = Take back
policy-import = Import
policy-import-hint = Lines as Mastodon exports them: domain, severity, reject_media, reject_reports, public_comment, obfuscate.
policy-import-do = Import these lines
policy-import-wrong = Line { $line }: { $why }
policy-wrong-domain = this is no domain
policy-wrong-hidden = the domain is partly hidden
policy-wrong-severity = the severity is none of noop, silence, suspend
policy-wrong-line = the line cannot be read
policy-wrong-many = there are more lines than are taken at once
policy-wrong-long = the reason is longer than { $max } characters
policy-export = Export as CSV
policy-about = Other servers
policy-about-none = This server exchanges with every other server.
policy-about-allowed = This server exchanges only with servers that it allows.
policy-hidden = Its server is blocked here.

## The moderators' queue, and who is told of what is decided

moderation-queue = Waiting, the oldest first
queue-all = All { $count }
queue-report = Reports { $count }
queue-contest = Contests { $count }
queue-appeal = Appeals { $count }
queue-label = Labels { $count }
queue-objection = Objections { $count }
queue-empty = Nothing waits for a decision. Reports from people and other servers appear here at once.
queue-waits = waiting for { $span }
queue-heard = until { $day }
queue-out = not you
case-report = Report
case-contest = Contest
case-appeal = Appeal
case-label = Label
case-objection = Objection
case-report-by = Report by { $handle } · { $about }
case-contest-by = Contest by { $brand } · reason: { $about }
case-appeal-by = Appeal by { $about } · complaint about { $brand }
case-label-by = { $brand } disputes a label: { $about }
case-objection-by = Objection by an account · { $about }
case-waits = Waiting for { $span }
case-clock-report = Nothing happens by itself. The person who reported is told what you decide.
case-clock-heard = The person who filed may answer until { $until }. Decide after that, or as soon as they have answered. You may hide private facts and words that break the law now.
case-clock-answered = The person who filed has answered, and may add more until { $until }. You can decide now.
case-clock-contest = The person who filed could answer until { $until }. The complaint stays as it is until somebody decides.
case-clock-appeal = A moderator who has decided nothing here before decides this, if there is one. Until then the decision stands.
case-clock-label = The label counts until somebody decides.
case-clock-objection = Another moderator than the first one decides this, if there is one. Until then the decision stands.
case-words-unchanged = This is what it is about, by { $by }, { $at }, unchanged since.
case-words-edited = This is what it is about, by { $by }, { $at }, changed { $edited }.
case-whole = The whole complaint
case-report-says = The report says
case-brand-says = The brand says
case-person-says = The person who filed says
case-brand-since = What the brand has written since then
case-answered = This was given as the answer, { $at }.
case-account-says = The account says
case-restricted-for = The reason given
case-reports = { $count ->
    [one] { $count } report
   *[other] { $count } reports
}
case-reports-many = { $count } or more reports; the first { $count } are shown
case-reporter-gone = somebody who has left
case-said-nothing = Nothing so far, or it was erased.
case-rule = The rule
case-before = What was decided about this before
case-decided = Decided { $at }.
case-decided-so = Decided { $at }: { $decision }
case-log-head = The public log will say:
case-log-complaint = { $day }, { $name }: what you choose, and “{ $title }” as long as everybody may see that. Then your reason. The author of a comment is not named.
case-log-account = { $day }, { $name }: what you choose, with the name of the account. Then your reason.
decide-what = What do you decide?
decide-send = Decide and publish the reason
decide-ground = If you dismiss: why
decide-to = If you move it: the domain of the right brand
decide-days = If you limit or suspend: for how long
decide-nothing = Leave everything as it is
decide-nothing-hint = the report is turned down, and whoever reported is told
decide-hide = Hide the complaint here
decide-hide-hint = it disappears from this server only; no figure changes; other servers decide for themselves
decide-unhide = Show the complaint again
decide-unhide-hint = it is hidden here now
decide-hide-comment = Take this comment out
decide-hide-comment-hint = the complaint stays; the person who wrote the comment is told
decide-show-comment = Show this comment again
decide-show-comment-hint = it is taken out now
decide-dismiss = Dismiss the whole complaint
decide-dismiss-hint = closed for everybody and not counted; a side that has not appealed before can appeal
decide-move = Move it to the right board
decide-move-hint = both brands and the person who filed are told
decide-erase = Erase the words, as the law requires
decide-erase-hint = here; servers that may have a copy are asked to delete it; it cannot be undone
decide-erase-comment = Erase these words, as the law requires
decide-erase-comment-hint = here; servers that may have a copy are asked to delete it; it cannot be undone
decide-erase-contest = Erase what the brand says, as the law requires
decide-erase-contest-hint = here; servers that may have a copy are asked to delete it; the contest itself stays
decide-limit = Limit { $handle }
decide-limit-hint = they can go on in their own complaints, and do nothing else here
decide-suspend = Suspend { $handle }
decide-suspend-hint = signed out at once; nothing they do or send counts here; they are told why and can object
decide-lift = Let the account in again
decide-lift-hint = everything is as it was before
decide-keep = Keep the decision
decide-keep-hint = the appeal is turned down; both sides are told
decide-keep-restriction = Keep it
decide-keep-restriction-hint = the objection is turned down, and the account is told why
decide-reinstate = Reinstate the complaint
decide-reinstate-hint = it is again where it was before
decide-uphold = The brand is right: close the complaint
decide-uphold-hint = closed for everybody and not counted; the person who filed can appeal, if they have not before
decide-reject = The complaint stays
decide-reject-hint = the brand can appeal, if it has not before; another moderator decides that, if there is one
decide-label-uphold = The label stays
decide-label-uphold-hint = the brand is told why
decide-label-strike = Remove the label
decide-label-strike-hint = the answer counts as if it had never had it
ground-missing = Choose a reason.
decide-missing = Choose a decision. Nothing was decided yet.
move-to-wrong = Write the brand’s own domain, such as acme.com.
reason-hint = Everybody can read it. Say which words, which rule, and why this is enough and needed.
recused-title = You cannot decide this one
decided-first-long = You have decided here before, so somebody else decides this.
recused-filed = you filed it
recused-speaks = you speak for the brand, or did
recused-wrote = you took part in it
recused-reported = you reported it
recused-concerned = it is about you
recused-involved = you may have to do with it
recused-filed-long = You filed this complaint, so you decide nothing in it.
recused-speaks-long = You speak for this brand, or did, so you decide nothing in it.
recused-wrote-long = You took part in this complaint, so you decide nothing in it.
recused-reported-long = You reported this, so somebody else decides it.
recused-concerned-long = This is about your own account, so somebody else decides it.
recused-involved-long = You or what you do here may have to do with this account, so somebody else decides about it.
recused-others = Somebody else here can decide it.
recused-nobody = Nobody else here can decide this yet. An administrator can make somebody else a moderator.
refusal-recused = You are involved in this, so somebody else decides it.
refusal-suspended = Your account is suspended here. The sign-in page says why, and how to object.
refusal-limited = Your account is limited here. You can go on in your own complaints, and do nothing else for now. Your settings here say why, and there you can object.
refusal-decided-here = You have decided in this complaint as a moderator, so you cannot take part in it in any other way.
refusal-nothing-to-undo = The person who decided can undo it once, for { $hours } hours, as long as nobody has appealed and nothing else was decided since. That is not possible here.
refusal-operator-decided = The people who run this server decided this, and only they can undo it: redress brand return { $domain } { $handle }
refusal-only-owner = Only an owner of the brand’s account can do that.
refusal-last-owner = You are the last owner of { $brand }’s account. Make somebody else an owner first, or give the account up.
refusal-no-such-member = There is no member called “{ $given }” here. Somebody without an account gets a link.
refusal-member-needed = Write the name of the member whom you invite.
refusal-no-such-person = That person does not speak for the brand any more.
refusal-no-such-invitation = This invitation is no longer valid: it ran out, was taken back, or was answered.
refusal-invited-already = That person speaks for the brand already, or is invited.
refusal-too-many-invitations = { $max } invitations are open already. Take one back first.
refusal-not-sure = Tick that you want this.
refusal-receipt-empty = Choose a file, or fill in at least one of the three fields.
refusal-receipt-elsewhere = The people who speak for this brand read on another server, and a receipt is never sent to another server.
refusal-receipt-file = We cannot read this file. It has to be a picture (JPEG, PNG, WebP, GIF) or a PDF.
refusal-pictures-busy = Many pictures are being looked at here just now. What you typed is still there: choose the file again and try once more in a minute.
refusal-receipt-too-large = The file is larger than { $megabytes } MB. A photo with fewer pixels is enough.
refusal-no-such-receipt = This receipt does not exist any more.
refusal-too-many-receipts = There are { $max } receipts here already. Take one back first.
refusal-decided-often = You decided this { $max } times within { $days } days. It stays as it is now. Another moderator can still decide.
undo-title = What you decided lately
undo-until = can be undone until { $until }
undo-hint = You can undo it yourself for { $hours } hours. Everybody it concerns is told at once, with this reason.
undo-never = What nobody can undo: { $titles }.
undo-quoted = “{ $title }”
deed-undo = Undo
said-undone = Undone. That is in the public log.
log-decision-kept = Appeal turned down
log-objection-kept = Objection turned down
log-comment-hidden = Comment taken out
log-comment-shown = Comment shown again
log-limit = Account limited
log-suspend = Account suspended
log-lift = Account let in again
log-move = Moved to another board
log-mark-withheld = ✓ mark taken away
log-mark-returned = ✓ mark given back
log-name-allowed = Similar name may have a ✓ mark
log-name-refused = Similar name gets no ✓ mark
log-erase = Words erased, as the law requires
log-undo = Undone
log-undone = (undone { $at })
restrict-title = Limit or suspend an account
restrict-lead = For members, people on other servers, and pseudonyms. What you decide is in the public log.
restrict-who = Account, such as @name or @name@server
restrict-missing = This account is not known here.
restrict-limit = Limit
restrict-suspend = Suspend
restrict-days = For how long
duration-7 = 7 days
duration-30 = 30 days
duration-365 = a year
duration-always = until a moderator ends it
restriction-limited = limited
restriction-suspended = suspended
restriction-limited-since = Limited since { $at }, until { $until }: { $reason }
restriction-suspended-since = Suspended since { $at }, until { $until }: { $reason }
suspended-title = This account is suspended here
suspended-what = Since { $at }. The reason: { $reason }
suspended-until = Until { $until }.
suspended-for-good = Until a moderator ends it.
suspended-means = You cannot sign in or act here, and what your account sends does not count. What you have on another server you can still delete there.
suspended-object = Object
suspended-object-lead = Say why the decision is wrong. Another moderator reads it, if there is one, and you find the answer here.
suspended-password = This makes sure that nobody else objects in your name.
suspended-why = Why is the decision wrong?
suspended-send = Send the objection
suspended-objected = Your objection is with the moderators. Sign in again later to see whether the account is open.
suspended-objected-before = You have objected already. Once is enough.
suspended-nothing-holds = Nothing holds against your account any more, so there is nothing to object to. You can sign in.
suspended-signed-out = This link was used already. To object, ask for a new one.
told-title = News for you
told-lead = What waits for you, what moderators decided about you or what you wrote, and what other servers and your brands tell you. Nobody else can see this.
told-none = Nothing so far.
told-older = Older
told-elsewhere = From other servers
told-title-named = “{ $title }”
told-title-erased = a complaint that was erased
told-lead-desk = What waits for the brand, and what moderators and other servers tell it. Everybody who speaks for the brand can see this.
told-remove-desk = Remove for everybody who speaks for the brand
told-until-lifted = a moderator ends it
told-where-thread = See the complaint, and what you can do: { $link }
told-where-account = To object, go to the sign-in page: { $link } { $contact }
told-of-contested = { $brand } contests { $title }: { $ground }. { $said }You can answer on its page until { $until }. Then a moderator decides.
told-of-contested-before = { $brand } contests { $title }. You can answer on its page until { $until }. Then a moderator decides.
told-brand-says = The brand: “{ $words }”
told-of-contest-upheld = The brand was right to contest { $title }, so the complaint is closed: { $reason } The person who filed can appeal, if they have not before.
told-of-contest-upheld-yours = The brand was right to contest { $title }, so the complaint is closed: { $reason } You can appeal, if you have not before.
told-of-contest-upheld-final = The brand was right to contest { $title }, so the complaint is closed: { $reason }
told-of-contest-rejected = The brand was not right to contest { $title }, so the complaint stays: { $reason } The brand can appeal, if it has not before.
told-of-contest-rejected-yours = The brand was not right to contest { $title }, so the complaint stays: { $reason } You can appeal for the brand, if it has not before.
told-of-contest-rejected-final = The brand was not right to contest { $title }, so the complaint stays: { $reason }
told-of-dismissed = A moderator closed { $title }: { $reason } A side that has not appealed before can appeal, on its page.
told-of-dismissed-final = A moderator closed { $title }: { $reason }
told-of-reinstated = { $title } is open again as it was before: { $reason }
told-of-reinstated-resolved = { $title } is no longer closed by a moderator; it is resolved, as it was before: { $reason }
told-of-reinstated-unresolved = { $title } is no longer closed by a moderator; it is closed as not resolved, as it was before: { $reason }
told-of-reinstated-lapsed = { $title } is no longer closed by a moderator; it has lapsed, as it had before: { $reason }
told-of-reinstated-unanswered = { $title } is no longer closed by a moderator; it is closed as unanswered, as it was before: { $reason }
told-of-reinstated-withdrawn = { $title } is no longer closed by a moderator; it is withdrawn, as it was before: { $reason }
told-of-appealed = The other side has appealed against the decision about { $title }. A moderator decides. Until then the decision stands.
told-of-appeal-kept = The appeal about { $title } was turned down and the decision stays: { $reason }
told-of-appeal-reopened = The decision about the appeal on { $title } was undone, and a moderator decides again: { $reason }
told-of-hidden = A moderator here has hidden { $title }: { $reason } Other servers decide for themselves. You can still see it, and change what you wrote.
told-of-shown = { $title } is shown here again: { $reason }
told-of-moved = { $title } was moved to the board of another brand: { $reason } Its page shows what is offered, asked or promised now.
told-of-moved-away = { $title } is not about you and was moved to another board: { $reason }
told-of-moved-here = { $title } was moved from another board to yours: { $reason }
told-of-erased = A moderator erased words of yours in { $title }, as the law requires: { $reason }
told-of-comment-hidden = A moderator has taken out your comment on { $title }: { $reason }
told-of-comment-shown = Your comment on { $title } is shown again: { $reason }
told-of-label-upheld = The label on your answer to { $title } stays: { $reason }
told-of-label-struck = The label on your answer to { $title } is removed: { $reason }
told-of-answer-marked = The person who filed { $title } says that your answer sends them elsewhere. It does not count as an answer by a person now. If that does not fit, you can dispute it on its page; a moderator decides then.
told-of-marking-disputed = The brand disputes that its answer to { $title } sends you elsewhere. A moderator will decide. { $reason }
told-of-marking-upheld = Your mark on an answer to { $title } stays: { $reason }
told-of-marking-struck = Your mark on an answer to { $title } is removed; the answer counts again: { $reason }
told-of-limited = Your account is limited here until { $until }: { $reason } You can go on in your own complaints.
told-of-suspended = Your account is suspended here until { $until }: { $reason }
told-of-lifted = Your account is open here again: { $reason }
told-of-mark-withheld = The moderators have taken away your ✓ mark. You no longer speak for the brand here: { $reason }
told-of-mark-given-back = The moderators allow you the ✓ mark again. Your domain is being asked again: { $reason }
told-of-mark-withdrawn = The people who run this server have taken away your ✓ mark. You no longer speak for the brand here. { $reason }
told-of-mark-returned = The people who run this server let you speak for the brand again, as soon as its domain names you. The domain is being asked now.
told-of-invited = { $reason } asks you to speak for it here. You can accept or decline until { $until }. Nobody speaks for a brand without having agreed.
told-of-invitation-accepted = Somebody accepted your invitation and speaks for the brand now: { $reason }
told-of-invitation-declined = Somebody declined your invitation: { $reason }
told-of-made-owner = You own { $reason }’s account here, under the name and role that the owners gave you.
told-of-made-executive = You decide for { $reason } here, and are told when people escalate a complaint.
told-of-made-agent = You answer for { $reason } here, under the name and role that the owners gave you.
told-of-removed-from-voice = You no longer speak for { $reason }. What you wrote stays under your name.
told-of-left-voice = Somebody has stopped speaking for the brand: { $reason }
told-of-voice-given-up = The last owner gave up the account of { $reason }. Nobody speaks through it now. To use it again, somebody has to prove the domain again.
told-of-taken-to-you = Somebody has escalated { $title } to the people who decide for { $brand }. You are one of them.
told-of-objection-kept = Your objection was turned down, and the decision holds until { $until }: { $reason }
told-of-objection-reopened = The decision about your objection was undone, and a moderator decides again: { $reason }
told-of-objection-closed = Your objection is closed: what you objected to no longer holds.
told-of-restriction-over = Your account is open here again. The time is over.
told-of-report-acted = Thank you for your report about { $title }. A moderator acted on it: { $reason }
told-of-report-turned-down = Thank you for your report about { $title }. A moderator left it as it is: { $reason }
told-of-report-reopened = The decision about your report on { $title } was undone, and a moderator looks at it again: { $reason }
told-new = New
told-from = From { $host }, another server:
told-by-host = { $host }, another server, says:
told-remove = Remove
told-where-contact = Questions: { $contact }
told-where-object-contact = To object, write to { $contact }
told-of-offered = { $brand } says that { $title } is resolved, and how. Say whether it is by { $until }. If you say nothing, it is closed then.
told-of-offered-declined = { $brand } says what it will not do about { $title }, and considers it answered. Say by { $until } whether you accept that. If you say nothing, it is closed then.
told-of-offered-again = { $brand } offers a solution for { $title } once more. It changes nothing until you confirm it.
told-of-offered-again-declined = { $brand } says once more what it will not do about { $title }. It changes nothing unless you accept it.
told-of-asked = { $brand } asks you something about { $title }. Answer on its page by { $until }. If you say nothing, it is closed then.
told-of-reminded = { $brand } still waits for your answer about { $title }. If you say nothing, it is closed on { $until }.
told-of-lapsed = { $title } was closed because { $brand } waited 14 days for your answer. You can still say whether it is resolved, or open it again.
told-of-asked-again = Is { $title } still fixed? Say so on its page by { $until }. If the problem is back, open it again there.
told-of-untold = Nobody from { $brand } reads here, so nobody was told of { $title }. It stays open, in a list of its own. Its page says what else you can do.
told-of-acknowledged = Somebody at { $brand } looks at { $title } now. That is not an answer yet.
told-of-answered = { $brand } has answered { $title }.
told-of-handed-off = { $brand } has handed { $title } to somebody else.
told-of-promised = { $brand } has promised something about { $title }, by { $until }.
told-of-promise-kept = { $brand } says that it kept a promise about { $title }. If that is not so, say it on its page by { $until }. After that, the promise counts as kept.
told-of-promise-broken = { $brand } promised something about { $title }, and the day is over. The promise counts as broken.
told-of-promise-refuted = The person who filed { $title } says that { $brand } did not keep its promise.
told-of-declined = The person who filed { $title } says that it is not resolved. It is { $brand }’s turn again.
told-of-reopened = The person who filed { $title } has opened it again. It is { $brand }’s turn.
told-of-brand-reminded = { $title } waits for an answer by { $brand }. Without a real answer, signed with a name, it is closed as unanswered on { $until }, and counts as that.
told-of-unanswered = { $title } was closed as unanswered: { $brand } gave no real answer for 60 days. An answer is still possible, and the person who filed can open it again.
told-of-claim-dropped = Your request to speak for { $reason } was dropped: nothing proved it in time. You can ask again.
told-of-claim-proven = You speak for { $reason } here now: the domain names your account.
told-of-proof-missing = The domain { $reason } does not name your account any more. If this goes on until { $until }, you no longer speak for it here.
told-of-proof-silent = { $reason } did not answer when we looked for the proof of your account. If nothing is found until { $until }, you no longer speak for it here.
told-of-proof-not-back = The domain { $reason } names your account, but your account does not name the domain any more. If this goes on until { $until }, you no longer speak for it here.
told-of-proof-alike = The domain { $reason } names your account, but it looks like a domain that was verified first. If the moderators do not decide that both are honest, you no longer speak for it here after { $until }.
told-of-proof-no-voice = The domain { $reason } names your account, but an account like this cannot speak for a brand. If this goes on until { $until }, you no longer speak for it here.
told-proof-page = See what was found, and check again
told-of-proof-over = You no longer speak for { $reason } here: for 7 days nothing proved that you do. People are still waiting, and their time still counts. Once it is proven again, you can go on.
why-limited = What you wrote does not count here: your account is limited here until { $until }. You can go on in your own complaints.
why-suspended = What you wrote does not count here: your account is suspended here until { $until }.
nav-told = For you
said-told-removed = Removed.
said-objected = Your objection is with the moderators. You are told here what they decide.
said-objected-before = You have objected already. Once is enough.
said-nothing-to-object-to = Nothing holds against your account any more, so there is nothing to object to.
settings-limited-title = Your account is limited here
settings-limited = Since { $at }. The reason: { $reason }
settings-objected = Your objection is with the moderators. You are told here what they decide.
settings-objection-decided = The moderators have decided about your objection. What they said is below.
settings-objection-missing = Say why the decision is wrong.
banner-still-fixed = { $person } was asked whether it is still fixed, and can answer until <b>{ $until }</b>.
banner-still-fixed-yours = <b>Is it still fixed?</b> Say so until <b>{ $until }</b>. If the problem is back, open it again.
deed-still-fixed = Yes, it is still fixed
claim-looked-proven = Last checked { $at }. We check again every day.
rule-wrong-brand = A complaint belongs on the board of the brand that it is about. Move it there, do not dismiss it.
rule-not-genuine = It must have happened to the person who filed. That they are angry, or that the brand sees it differently, does not make it untrue.
rule-duplicate = One problem of one person is one complaint. The same problem of several people is several complaints.
rule-advertising = A complaint says what went wrong, and sells nothing.
rule-personal-data = Complaints are about brands. A person may be described by role, but never so that strangers could find them.
rule-unlawful-words = What the law forbids to say has no place here. A harsh opinion is not forbidden.
rule-abuse = Nobody may threaten or insult people. What a brand did may be said plainly.
rule-settled = What is settled, or in court, is decided elsewhere. That it happened may stay readable.
rule-no-consumer-matter = Complaints are about what somebody bought or used.
rule-appeal = Each side may appeal once. A moderator who has decided nothing there before decides, if there is one.
rule-label = A label stays if it says what the answer is. It is not there to scold, and it hides nothing.
rule-objection = An account is limited or suspended no more and no longer than needed.
rule-report-abuse = Nobody may threaten or insult people. What a brand did may be said plainly.
rule-report-private = A person may be described by role, but never so that strangers could find them.
rule-report-wrong-brand = A complaint belongs on the board of the brand that it is about. Move it there.
rule-report-not-genuine = It must have happened to the person who filed. That somebody sees it differently does not make it untrue.
rule-report-advertising = A complaint says what went wrong, and sells nothing.
rule-report-other = As much as is needed and no more.
rule-report-look-alike = Whoever was verified first keeps the ✓ mark. A similar name gets none until a moderator decides that both are honest. Decide it on the page that is reported.
rule-report-name-alike = No brand gets another one’s name because its own board says so: its domain is shown instead. If both names are honest, an administrator can name the brand. If not, take its ✓ mark on the page that is reported.
contest-why = What is wrong with it?
contest-why-hint = In public, as the words of the brand. The person who filed must be able to answer it.
answer-contest-text = Your answer
answer-contest-hint = In public. As soon as you have sent it, a moderator may decide about this. You can still add more. Other comments do not count as your answer.
answer-contest-send = Send my answer
report-post = Report this post
deed-hide-comment = Take this comment out
deed-show-comment = Show this comment again
deed-move = Move to another board
deed-move-to = Domain of the right brand
deed-erase-by-law = Erase the words, as the law requires
post-hidden = A moderator has taken this comment out: { $reason }
post-hidden-home = The moderators of { $home }, where this complaint is kept, have taken this comment out: { $reason }
post-hidden-erased = { $home }, where this complaint is kept, has erased this: { $reason }
post-hidden-erased-why-not-said = { $home }, where this complaint is kept, has erased this and gave no reason.
erasure-here = What was erased is being deleted on this server.
erasure-here-done = What was erased is deleted on this server.
erasure-telling = Other servers are being told.
erasure-nowhere = It was sent to no other server.
erasure-confirmed = { $confirmed } of { $hosts } servers have confirmed that they deleted it.
erasure-silent = No answer yet from { $hosts }. They are asked again for 30 days.
erasure-refused = { $hosts } did not confirm the deletion. What they keep is out of our hands.
fact-filed-nameless = Filed <b>{ $span } ago</b>
sure-not = No, go back
sure-erase = Erase everything you wrote here?
sure-erase-1 = Your words, your name and what you wrote about earlier contacts are deleted on this server. How often and how long you had been in touch and the amount stay, without your name. Nobody else is led from your name to this complaint here any more.
sure-erase-2 = Every server that may have a copy is asked to delete it. The page says how many have confirmed.
sure-erase-3 = It stays visible that there was a complaint here, and how it was closed. So do the words of others.
sure-erase-4 = This cannot be undone. Copies that other people have made themselves are out of our hands.
sure-erase-do = Erase it
sure-withdraw = Withdraw this complaint?
sure-withdraw-1 = The complaint is closed as withdrawn. Nobody waits for an answer any more.
sure-withdraw-2 = The complaint stays readable, and says that you withdrew it. If you want your words to be gone, erase them.
sure-withdraw-3 = This cannot be undone.
sure-withdraw-do = Withdraw it
sure-contest = Contest this complaint?
sure-contest-1 = Everybody who can see the complaint can see your reason and what you write, as the words of the brand.
sure-contest-2 = The person who filed is told, and can answer for 7 days. A moderator decides when they have answered, or when the days are over.
sure-contest-3 = Until then the complaint stays as it is, and your time to answer goes on.
sure-contest-4 = If you are right, the complaint is closed for everybody and not counted. If not, it stays, and you can appeal once.
sure-contest-5 = You can contest each reason once, and you cannot take it back. If it was a mistake, say so in an answer: the moderators read it beside the contest.
sure-contest-do = Contest it
sure-retract = Delete this complaint, because it was never meant as one?
sure-retract-1 = You can delete a complaint within the first hour, as long as the brand has not answered. Then it is as if it had never been. It is not counted.
sure-retract-2 = Its words are deleted here, and every server that may have a copy is asked to delete it.
sure-retract-3 = This cannot be undone.
sure-retract-do = Delete it
sure-give-up = Close this complaint as not resolved?
sure-give-up-1 = The complaint is closed as not resolved. It counts so for the brand, if the brand was told of it.
sure-give-up-2 = You can open it again within 180 days.
sure-give-up-do = Close it as not resolved
sure-delete-response = Delete this answer?
sure-delete-response-1 = Servers that may have it are asked to delete it.
sure-delete-response-2 = It stays readable here, marked as deleted. Its time and its labels stay and still count.
sure-delete-response-3 = This cannot be undone.
sure-delete-response-do = Delete the answer

## Comments, changed and taken back by their authors

deed-edit-comment = Change this comment
edit-comment-hint = or take it back
edit-comment-what = Servers that got it are sent the new text. The first version stays readable.
deed-delete-comment = Take the comment back
sure-delete-comment = Take this comment back?
sure-delete-comment-1 = Its words go here, and servers that may have a copy are asked to delete it.
sure-delete-comment-2 = It stays visible that there was a comment here.
sure-delete-comment-3 = This cannot be undone.
sure-delete-comment-do = Take the comment back
said-comment-edited = Your comment is changed. The first version stays readable.
said-comment-deleted = Your comment is taken back, and its words are gone here.
notice-not-recorded = Something on this page differs from the record. Trust the record, and tell the people who run this server.

# Who reads for a brand, and how its voice is proven.
proof-dns = a record in its DNS
proof-webfinger = an address on its own domain
proof-well-known = a file on its own domain
proof-link = links in both directions
proof-administrator = its operators
proof-unknown = a way that this server does not know
proof-mark-until = <span class="proof weak">was verified until { $at }</span>
voice-account = { $handle }
voice-dns = verified by a record in the domain’s DNS, checked { $at }
voice-webfinger = verified by an address on its own domain, checked { $at }
voice-link = link verified, checked { $at }: not an official account
voice-hearsay = { $host } says so ({ $way }); this server has not verified it
profile-linked = <span class="proof weak">Link verified with the website of { $brand }</span>
profile-spoke = <span class="proof weak">Not verified for { $brand } at present</span>
post-not-the-brand = not an account of { $brand }
card-not-the-brand = filed by { $handle }, not an account of { $brand }
profile-not-the-brand = This account sounds like { $brand }, but it is not an account of { $brand }. The board of { $brand } says who speaks for it.
account-name-imitates = That name sounds like a company. Choose another one. If you work there, you can prove that on the company’s board here.
nobody-claim = prove that they speak for the brand
board-claim = Work there? Claim this page
board-nobody-reads = Nobody from { $brand } reads here yet. Complaints are public all the same, and { $brand } gets the open ones as soon as somebody reads here. People who work there can { $claim }.
board-nobody-reads-now = Nobody from { $brand } reads here at present. Complaints are public all the same, and { $brand } gets the open ones as soon as somebody reads here. People who work there can { $claim }.
board-looks-like = This address only looks like { $other }, which is another brand. Nothing here is verified.
file-reads-here = { $brand } reads complaints here.
file-reads-there = { $brand } reads complaints on <b>{ $host }</b>. Your complaint goes there and is kept there. You see it here too.
file-goes-there = Your complaint goes to <b>{ $host }</b> and is kept there. You see it here as soon as that server tells us.
file-goes-whole = Everything you write here goes there too: what you tried, what you want, the amount. You can use a pseudonym there too.
file-goes-as-lines = What you tried, what you want and the amount stand below your words there. You can use a pseudonym there too.
file-no-embargo-there = From here it is public at once: “the brand first” is possible only on { $host } itself.
file-reads-mention = { $brand } is told by a public mention of @{ $handle }.
file-reads-nobody = Nobody from { $brand } reads here yet. Your complaint will be public, and { $brand } gets it as soon as somebody does. People who work there can { $claim }.
file-reads-nobody-now = Nobody from { $brand } reads here at present. Your complaint will be public, and { $brand } gets it as soon as somebody does. People who work there can { $claim }.
file-after-elsewhere = It is public at once. The other server publishes it on its board for the brand.
said-complaint-sent = Your complaint is sent to the server where it is kept. It shows here as soon as that server has recorded it.
untold-mentioned = { $brand } does not read here. This server has mentioned @{ $handle }. This page will say when that server has taken the message.
untold-not-listed = { $brand } does not read here. @{ $handle } is mentioned as soon as the complaint is listed.
untold-nobody = Nobody from { $brand } reads here yet, so nobody was told. { $brand } gets this complaint as soon as somebody reads here. People who work there can { $claim }.
untold-nobody-now = Nobody from { $brand } reads here at present, so nobody was told. { $brand } gets this complaint as soon as somebody reads here. People who work there can { $claim }.
untold-nobody-erased = Nobody from { $brand } reads here yet, so nobody was told. The words are erased: people who read here later see that somebody complained, but not what was said.
untold-nobody-erased-now = Nobody from { $brand } reads here at present, so nobody was told. The words are erased: people who read here later see that somebody complained, but not what was said.
untold-nobody-yours = Nobody from { $brand } reads here yet, so nobody was told. { $brand } gets this complaint as soon as somebody reads here. Until then you can send the address of this page to the company yourself. People who work there can { $claim } and answer.
untold-nobody-yours-now = Nobody from { $brand } reads here at present, so nobody was told. { $brand } gets this complaint as soon as somebody reads here. Until then you can send the address of this page to the company yourself. People who work there can { $claim } and answer.
told-nobody-now = { $brand } was told of this complaint. At present nobody from { $brand } reads here.
note-filed-listed = Your complaint about { $brand } has its page, and everybody can find it: { $link } – If it was not meant as a complaint, reply #nocomplaint within an hour.
note-brand-mentioned = A complaint about { $brand } was filed: “{ $title }” { $link } – To answer, reply to the complaint in public. End with a dash and your name.
facts-product = About: { $product }
facts-wants = Wanted: { $wants }
facts-amount = At stake: { $amount }
facts-contact = Tried before: { $contact }
refusal-domain-crowded = So many people asked to speak for this brand that there is no room now. Each of them has { $hours } hours to prove it. Try again later.
refusal-too-many-claims = You have too many open requests. At most { $max } are possible at a time. Withdraw one first.
refusal-looks-alike = That name looks like { $given }, which is another name.
refusal-voice-taken = { $given } speaks for this brand here already. Ask the owners of that account to invite you.
refusal-no-handle = “{ $given }” is not an account on another server. Write it like @care@mastodon.example.
claim-kicker = Speak for a brand
claim-offer = Do you work there? Prove that { $domain } is yours
claim-how = To speak for a brand that has no page here yet, look for its website under “Boards”, such as acme.com. There you find a link to the proof.
claim-title = Prove that { $domain } is yours
claim-lede = One of the first three ways is enough. Your account has to name the domain, too. Put the text where we can see it and press “Check now”. Once it is verified, you are told of the complaints that nobody could tell the brand of so far. They count in its figures from that day.
claim-sign-in = Sign in with an account of this server first. Whoever proves the domain becomes the first owner of the brand’s account here.
claim-members = This needs an account of this server; you are signed in as a guest.
claim-through = Through which account do you want to answer?
claim-here = A new account on this server
claim-here-hint = It is made when the domain is verified, and then you own it.
claim-elsewhere = An account that we have on another server
claim-elsewhere-hint = Mastodon and others. It is mentioned in complaints, and can answer from there.
claim-handle = That account
claim-handle-when = (only if it is on another server)
claim-own-brand = Whoever speaks for a brand cannot file about it and cannot say that it solved something, also for a year after they stop.
claim-signs = How you sign your answers
claim-role = What you do there
claim-go-on = Go on
claim-check = Check now
claim-looked-at = Last checked { $at }. We check again every hour for 7 days, then every day. If nothing is proven by { $day }, the request is dropped, and you are told.
claim-not-looked = Not checked yet. We check by ourselves after an hour, and go on until { $day }.
claim-address-later = (the account’s address; press “Check now” to see it here)
claim-being-looked = We are checking now
claim-being-looked-line = It takes a few seconds.
claim-show-result = Show the result
claim-unseen = Nothing checked yet
claim-unseen-line = Do one of the things below, then press “Check now”.
claim-proven = { $domain } is verified
claim-proven-line = <b>{ $handle }</b> speaks for { $domain }: { $way }. Last confirmed { $at }.
claim-failing = { $domain } does not name { $handle } at the moment
claim-failing-line = It was last confirmed { $at }, by { $way }. If this goes on for 7 days, the ✓ mark goes away.
claim-failing-silent = { $domain } did not answer when we looked for { $handle }
claim-failing-silent-line = It was last confirmed { $at }, by { $way }. If nothing is found for 7 days, the ✓ mark goes away.
claim-failing-back = { $domain } names { $handle }, but { $handle } does not name the domain at the moment
claim-failing-back-line = It was last confirmed { $at }, by { $way }. What is missing is one line in the profile of <b>{ $handle }</b>: <a href="#back">the way back</a>. If this goes on for 7 days, the ✓ mark goes away.
claim-failing-alike = The proof is there, but { $domain } looks like another domain
claim-failing-alike-line = { $domain } looks like { $other }, which was verified first. If the moderators do not decide within 7 days that both are honest, the ✓ mark of <b>{ $handle }</b> goes away. They have been asked.
claim-failing-refused = The proof is there, but it does not count at the moment
claim-failing-refused-line = <b>{ $handle }</b> cannot speak for a brand as it is now. If this goes on for 7 days, the ✓ mark goes away. The moderators of this server can tell you more.
claim-until = Was verified until { $at }
claim-until-line = For more than 7 days nothing proved that <b>{ $handle }</b> speaks for { $domain }. Mend what is missing below and press “Check now”.
claim-half = Half done: the domain names you, but you do not name the domain yet
claim-half-line = What is missing is one line in the profile of <b>{ $handle }</b>: <a href="#back">the way back</a>.
claim-linked = Link verified
claim-linked-line = <b>{ $handle }</b> and { $domain } link to each other. To answer in the brand’s name, use one of the first three ways.
claim-refused = The proof is there, but it cannot count
claim-refused-line = <b>{ $handle }</b> cannot speak for a brand, or the person who asked may not act here at present. The moderators of this server can tell you more.
claim-withheld = The moderators have taken the ✓ mark from { $handle }
claim-withheld-line = <b>{ $handle }</b> does not speak for { $domain } here, whatever the domain says. The reason is above and in the public log.
claim-taken = The people who run this server have taken the ✓ mark from { $handle }
claim-taken-line = <b>{ $handle }</b> does not speak for { $domain } here, whatever the domain says, until they give the mark back. What was decided is above.
claim-alike = The proof is there, but the moderators decide first
claim-alike-line = { $domain } looks like { $other }, which was verified first. <b>{ $handle }</b> gets no ✓ mark unless the moderators decide that both are honest. They have been asked.
claim-anew = Prove it again: this account had other owners
claim-anew-line = <b>{ $handle }</b> exists already, and nobody who owned it can act any more. An old proof does not make you its owner: { $domain } has to name the number of your request, by the line in the DNS or by the file. Until then you see nothing that others do not see.
claim-anew-not-here = This way is not enough here, because it cannot name the number of your request.
claim-looks-like = { $domain } looks like { $other }, which was verified first and keeps the ✓ mark. You can still prove the domain. Then the moderators are asked, and nothing here is verified before they decide.
claim-ruling-withheld = The moderators took the ✓ mark of { $domain } from { $handle }, { $at }: { $reason }
claim-ruling-withdrawn = The people who run this server took the ✓ mark of { $domain } from { $handle }, { $at }: { $reason }
claim-ruling-withdrawn-undo = Only they can give it back, no moderator and no proof: redress brand return { $domain } { $handle }
claim-no-reason = no reason was given
claim-ruling-distinct = { $domain } looks like { $other }. The moderators decided that it is another brand and may have a ✓ mark, { $at }: { $reason }
claim-signs-missing = Write the name with which you sign your answers. It has to be the name of a person, such as Ada Okoye. The name of a team or of the brand is not enough.
claim-handle-missing = Write which account it is, such as @care@mastodon.example.
claim-decide = For moderators
claim-decide-why = Say why. Everybody can read it in the public log.
claim-decide-allow = Allow { $domain } a ✓ mark
claim-decide-allow-hint = Both are honest: { $domain } is another brand than { $other }. Its proof counts from then on, and { $other } keeps its mark.
claim-decide-refuse = Give { $domain } no ✓ mark
claim-decide-refuse-hint = { $domain } gets no ✓ mark, or loses the one that it was allowed. { $other } keeps its own.
claim-decide-withhold = Take the ✓ mark from { $handle }
claim-decide-withhold-hint = { $handle } stops speaking for { $domain } at once. No proof brings the mark back until a moderator gives it back. Its answers stay in the complaints. The account is told.
claim-decide-return = Give { $handle } the ✓ mark back
claim-decide-return-hint = { $domain } is asked at once whether it names { $handle }.
look-status = It answered with status { $detail }.
look-other-type = It has another type than we can read.
look-too-large = It is too large.
look-too-many = It would have taken too many requests.
look-too-slow = The answer took too long.
look-redirects = There are too many redirects, or they go in a circle.
look-not-allowed = We do not connect to that address.
look-no-connection = We could not connect.
look-no-name-server = The name servers of the domain did not answer, or answered with an error.
look-not-readable = The answer could not be read.
look-leads-to = It leads to { $detail }, which does not count here.
look-ours = This server names it.
look-own-handle = The address is the account’s own name on its own server. It counts only together with the DNS or the file.
look-no-account = No such account was found there.
claim-nobody = We cannot find { $handle }
claim-nobody-line = Its server did not show us an account of that name. Check the spelling, or try again later.
claim-not-yet = Not proven yet
claim-not-yet-line = We found nothing on { $domain } that names <b>{ $handle }</b>.
claim-dns = A line in your DNS
claim-dns-tell = Best if your IT department manages the domain. Ask them to add one record:
claim-webfinger = A file that answers for the name of the domain
claim-webfinger-tell = The address @{ $domain }@{ $domain } leads to the account (WebFinger). This counts only for an account on another server than { $domain }. On a server with many accounts everybody has an address. So an account on { $domain } itself needs the line in the DNS, or the file below.
claim-well-known = A file for this purpose alone
claim-well-known-tell = Best if you manage the website. Save it as redress.json in the folder .well-known. A member "subdomains" may name up to three others, such as help.{ $domain }, that may say it too:
claim-link = A link on your front page
claim-link-tell = It shows as “link verified”, never as official. It is enough to be seen, but not enough to answer in the brand’s name.
claim-back = And the way back
claim-back-ours = The account on this server names the domain by itself. There is nothing for you to do.
claim-back-tell = So that nobody can name an account that is not theirs, { $handle } has to name the domain too. On Mastodon: Profile, Extra fields, one with exactly this value:
claim-copy-name = Name
claim-copy-txt = Type TXT, value
claim-copy-address = Address
claim-copy-content = Content
claim-copy-head = Into the head of the page
claim-copy-field = Value of the field
claim-state-unseen = Not checked
claim-state-found = Found
claim-state-other = Found, but it names another account
claim-state-nearly = Almost
claim-state-missing = Not found
claim-state-unreadable = Found, but we cannot read it
claim-state-unreachable = No answer
claim-saw-found = Found { $at }:
claim-saw-other = Something else stands there, seen { $at }:
claim-saw-nearly = Almost, seen { $at }:
claim-saw-missing = Not found, checked { $at }.
claim-saw-unreadable = We could not read it, seen { $at }:
claim-saw-unreachable = We got no answer { $at }:
claim-nearly-hint = It must be the domain itself, without “www” and without a path.
claim-withdraw-title = Withdraw it
claim-withdraw-tell = The account stops speaking for the brand at once. Its answers stay in the complaints.
claim-withdraw-tell-request = The request is deleted. You can make it again.
claim-withdraw = Withdraw
claim-withdraw-sure = Really? { $handle } stops speaking for { $domain } at once.
claim-withdraw-sure-request = Really? Your request for { $handle } is deleted then.
claim-withdraw-do = Yes, withdraw it
claim-voices = Who speaks for this brand here
claim-others = Others want to speak for this brand and have not proven it: { $handles }. Only moderators see who.
claim-others-checked = Somebody has asked to speak for this brand; it is being checked.
claim-dispute = Everybody whom the domain names speaks for the brand. That can be several accounts. If an account should not speak, remove its proof from the domain and tell the moderators of this server. They can take the ✓ mark at once.
claim-public = Everybody can see the way, the day, and that it was checked. Nobody can see who of you pressed the button.
said-claim-begun = Now put one of these texts where we can see it.
said-claim-looking = We are checking. This takes a few seconds.
said-claim-done = Checked. What we found is below.
said-claim-looked = We checked a moment ago. Try again in half a minute.
said-claim-withdrawn = Withdrawn.
said-invited = Invited. The person can accept or decline on a page of their own.
said-invited-by-link = The link is below. Give it to one person. The first member who opens it and accepts speaks for the brand.
said-invitation-taken-back = Taken back. The invitation is no longer valid.
said-person-removed = Removed. From now on they do not speak for the brand.
said-voice-left = You do not speak for the brand any more.
said-voice-given-up = You gave the account up. Nobody speaks through it now.
said-invitation-accepted = You speak for the brand now.
said-invitation-declined = Declined. Whoever invited you is told.
said-receipt-shown = Only the brand’s people can see the receipt. Below you see who opens it.
file-receipt-hint = You can add a receipt later. If the complaint is kept on this server, its page has a form for a photo, a PDF or an order number that only the brand’s people can read.
said-receipt-taken-back = Taken back. The receipt is deleted on this server.
fact-receipt = Showed a receipt to <b>{ $brand }</b>
fact-receipt-left = Left a receipt for <b>{ $brand }</b>; nobody from there reads here yet
fact-receipt-left-now = Left a receipt for <b>{ $brand }</b>; nobody from there reads here at present
fact-order-confirmed = <b>{ $brand }</b> confirmed the order
deed-receipt = Show the brand a receipt
deed-receipt-hint = only the brand can read it
receipt-lead = Only the people who speak for { $brand } here can open it. You see who opened it and when. It is never sent to another server.
receipt-lead-nobody = Nobody from { $brand } reads here yet. The receipt is kept for its people alone, until they come or you erase it. It is never sent to another server.
receipt-lead-nobody-now = Nobody from { $brand } reads here at present. The receipt is kept for its people alone, until they come or you erase it. It is never sent to another server.
receipt-not-elsewhere = You cannot show { $brand } a receipt here: its people read on { $host }, and a receipt is never sent to another server.
receipt-not-here = A receipt can be shown to { $brand } on { $host } alone, where this complaint is kept.
receipt-what = Everybody can see that you showed a receipt, but nothing of what is in it. It is encrypted on this server, and deleted when you take it back or erase the complaint.
receipt-file = The receipt
receipt-file-hint = A photo or a PDF, up to 4 MB. We draw a photo again, so the place and time where it was taken are not in it. A PDF is passed on as it is, with everything in it.
receipt-file-empty = There is nothing in this file. Choose it again, or another one.
receipt-order = Order number
receipt-bought = Day of the purchase
receipt-amount = Amount
receipts-title = Receipts
receipts-mine = You showed these to the brand. Others only see that you did.
receipts-brand = Only the people who speak for the brand can open these. When you open one, that is recorded, and the person who showed it sees your name and the time.
receipt-facts-only = Order number, day or amount, { $at }
receipt-facts-only-numbered = { $number }. Order number, day or amount, { $at }
receipt-picture = Picture of a receipt, { $at }
receipt-picture-numbered = { $number }. Picture of a receipt, { $at }
receipt-pdf = Receipt as PDF, { $at }
receipt-pdf-numbered = { $number }. Receipt as PDF, { $at }
receipt-take-back = Take back
receipt-nobody-read = Nobody has opened them so far.
receipt-read-by = Opened by { $name }, { $at }
receipt-read-by-numbered = Receipt { $number }: opened by { $name }, { $at }
receipt-title = Receipt
receipt-thread = The complaint
receipt-note-owner = This is what you show the brand. When you look at it yourself, that is not recorded.
receipt-note-brand = It is recorded that you opened this. The person who showed it sees your name and the time.
receipt-picture-alt = The receipt
receipt-open-pdf = Download the PDF
receipt-pdf-hint = It comes from the person who filed the complaint and was not changed here.
people-title = People of { $brand }
people-lead = They speak for { $brand } here, through { $handle }. Each person answers under their own name.
people-lead-silent = { $handle } does not speak for { $brand } here at present: nothing proves that it does. Nobody can answer for { $brand } through it until that is mended.
people-link-here = People of this brand
people-who = Who speaks
people-since = since { $at }
people-you = you
people-change = Change
people-standing = What they may do
people-role = What they do there
people-name = Name under the answers
people-standings = Agents answer. Executives answer too, and are told when somebody escalates a complaint to them. If there is no executive, the owners are told. Owners invite, change and remove people.
people-remove = Remove
people-remove-hint = They lose the desk at once, on every device. What they wrote stays in the complaints, under their name. They are told.
standing-agent = agent
standing-executive = executive
standing-owner = owner
people-invite = Invite somebody
people-invite-hint = Nobody speaks for a brand without having agreed. The person you invite can accept or decline.
people-handle = A member’s name
people-invite-member = Invite this member
people-make-link = Make a link instead
people-link-hint = An invitation is valid for { $days } days. A link is for one person without an account. They become a member first, if this server takes new members.
people-invited = Invited, not answered yet
people-invited-member = { $handle }, as { $standing }
people-invited-link = Whoever opens this link first and accepts, as { $standing }
people-invited-until = valid until { $at }
people-take-back = Take back
people-leave = Stop speaking for the brand
people-leave-hint = You lose the desk at once. What you wrote stays in the complaints, under your name. The owners are told.
people-leave-sure = Yes, I stop speaking for this brand. Only a new invitation brings me back.
people-leave-button = Stop speaking for
people-last-owner = You are the last owner. Make somebody else an owner first. Then you can stop.
people-give-up-hint = Or give the account up. You and everybody else stop speaking through it at once, and no invitation is valid any more. Its answers stay. To speak through it later, somebody has to prove the domain again, with a number that only they get.
people-give-up-sure = Yes, nobody shall speak for the brand through this account any more.
people-give-up = Give up the account of
invitations-title = Invitations to speak for a brand
invitations-none = You have no invitations.
invitation-text = { $by } asks you to speak for { $brand } here, as { $standing }.
invitation-means-agent = You would answer complaints about { $brand } in its name, signed with your own name. You would see what people told only the brand.
invitation-means-executive = You would answer complaints about { $brand } in its name, signed with your own name. You would see what people told only the brand, and be told when somebody escalates a complaint to the people who decide.
invitation-means-owner = You would answer complaints about { $brand } in its name, signed with your own name. You would see what people told only the brand, and invite, change and remove the people who speak for it.
invitation-own-brand = You could file no complaint about { $brand }, rate nothing that it did and press no “Same here”, also under a pseudonym, as long as you speak for it and for { $days } days after. Comments under your own name would say that you speak for it.
invitation-signs-hint = The name of a person. It stands under each of your answers.
invitation-accept = Accept
invitation-decline = Decline
invitation-sign-in = To answer, sign in. Then this page opens again.
invitation-members = Only members of this server can speak for a brand here. Sign out and become a member, or sign in with your account here.
invitation-gone = This invitation is no longer valid: it ran out, was taken back, or was answered. Ask the person who sent it for a new one.
nav-mediation = Mediation
mediation-lead = People have escalated these complaints to the community’s mediators. A mediator writes on the complaint’s page, under their own name.
mediation-none = Nobody has asked for a mediator.
card-step = Escalated: { $step }
desk-taken = Escalated to the people who decide for the brand
escalate-to-representative = It is marked on the desk of the brand’s customer service.
escalate-to-executive = It stands at the top of the brand’s desk, marked for the people who decide there.
escalate-to-elsewhere = { $brand } reads on another server, so it has no desk here. The step is recorded, and this server posts it below the complaint.
escalate-to-mediator = The mediators of this community find it in their list as soon as it is public, and write on its page.
escalate-to-nobody-reads = Nobody reads here for { $brand } yet, so nobody is told of this step. It is recorded. You can then take the next step.
escalate-to-nobody-reads-now = Nobody reads here for { $brand } at present, so nobody is told of this step. It is recorded. You can then take the next step.
escalate-to-nobody = There is no mediator on this server yet. Take this step, then the next one: an outside body, with a summary to print.
escalate-to-external-body = We send nothing for you. You get a summary to print, and a list of bodies that take complaints.
summary-title = Summary: { $title }
summary-lead = To print, or to save as a file, for an outside body.
summary-back = Back to the complaint
summary-brand = Complaint about
summary-person = Filed by
summary-said = What both sides wrote
summary-words = What happened, in the words of the person who filed
summary-steps = What was done since then
summary-printed = As of { $at }. The whole record is at
summary-bodies = Where you can take it
summary-bodies-lead = Bodies that take complaints, by country. Each has its own rules. Most ask that you write to the company first.
deed-summary = Summary to print
sector-any = everything you buy
sector-energy = energy
sector-finance = banks, money
sector-post = post, parcels
sector-telecom = phone, internet
sector-travel = travel

## Whose turn it is, and who was told

card-not-told = { $brand } was not told yet
card-gone = the account that filed it is gone
card-elsewhere = kept on { $host }
banner-nobody-reads = Nobody from { $brand } reads here yet
banner-nobody-reads-now = Nobody from { $brand } reads here at present
banner-not-told = { $brand } was not told yet
banner-untold-line = Filed { $span } ago. Nobody has told { $brand } of it so far, so its silence means nothing and is not counted.
banner-gone = Nobody waits for an answer here any more
banner-gone-line = The person who filed this has deleted the account, and their words are erased. { $brand } may still answer. No time runs against it.
banner-closes = If no real answer comes, it is closed as unanswered on { $day }, and counts as that.
banner-closes-further = If no further real answer comes, it is closed as unanswered on { $day }, and counts as that.
banner-promised = { $brand } promised to act by <b>{ $day }</b>.
banner-promised-said = { $host } says that { $brand } promised to act by <b>{ $day }</b>.
legend-untold = { $brand } was not told: { $span }
front-untold = The brand was not told
front-untold-all = All complaints that the brand was not told of
untold-lead = Public complaints that the brand was not told of so far. They are in none of its figures.
filter-untold = Brand not told
board-untold = { $count ->
    [one] { $count } that the brand was not told of
   *[other] { $count } that the brand was not told of
}
desk-empty-here = Nobody is waiting here.
desk-elsewhere = Waiting on other servers
desk-unknown = These are the complaints kept here, and those that other servers sent here. There may be more that nobody here follows.

## Who solved it

solved-by-brand-said = { $brand } solved it
outcome-offered = { $brand } offered: { $outcome }
outcome-refused = { $brand } refused
solved-by-myself-said = solved by the person themselves
solved-by-myself-said-yours = solved by yourself
solved-by-somebody-else-said = solved by somebody else
solved-by-untold-said = nobody said who solved it
note-who-solved-it = Who solved it? Reply #confirmed company, #confirmed myself or #confirmed somebody within 30 days, or say it on its page. Until then it counts neither for { $brand } nor against it.
refusal-solver-needed = Say who solved it: the brand, you yourself, or somebody else. It counts for the brand only if the brand solved it.
rated-once = You gave { $rating } of 10. You can rate once more. The later rating counts, and both are shown.
rated-twice = You gave { $first } of 10 first and { $rating } of 10 later. Both are shown, and the later one counts.
ended-elsewhere = this was said of { $brand }, before the complaint was moved to { $now }
ending-rated-twice = { $rating } of 10, first { $first } of 10
figures-solver-untold = { $count ->
    [one] { $count } complaint is resolved and nobody said by whom. It counts neither for the brand nor against it.
   *[other] { $count } complaints are resolved and nobody said by whom. They count neither for the brand nor against it.
}
figures-veiled = { $count ->
    [one] { $count } complaint under a pseudonym is not in these figures: there are so few others that counting it could tell whose it is.
   *[other] { $count } complaints under pseudonyms are not in these figures: there are so few others that counting them could tell whose they are.
}
figure-with-proof = { $rest } · { $count } with a proof of purchase

## Steps and mediators

refusal-escalate-later = The people who have it now get { $hours } hours first. The next step is possible from { $from }, or as soon as the brand answers.
escalate-later = The next step, { $step }, is possible from { $at }. The people who have it now get { $hours } hours first. If the brand answers before that, you can go on at once.
post-of-the-brand = speaks for { $brand } here
post-mediator = community mediator
deed-confirm-order = We found this order
confirm-order-what = Everybody can see that you found the order. It counts as a proof of purchase beside your figures.
said-order-confirmed = Recorded: you found this order.
brands-title = Names of brands
brands-lead = A brand is its domain. Here you say what people call it, which other domains lead to its board, and which two brands are one.
brands-domain = The brand’s domain
brands-unknown = No brand here has that domain.
brands-name = What people call it
brands-name-wrong = A name has 1 to 100 letters.
brands-aliases = Other domains
brands-other = Another domain
brands-other-hint = A domain without a board of its own leads to this one. A brand that nobody complained about, and that nobody speaks for here, can become part of another.
brands-alias = Lead it here
brands-merge = Make this brand part of that one
brands-not-here = { $domain } is no brand here.
brands-taken = { $domain } has a board of its own. Open it here and make it part of this brand.
brands-elsewhere = { $domain } leads to another brand.
brands-itself = { $domain } is this brand.
brands-complaints = People complained about { $domain } here. A complaint stays with the brand that it was filed about.
brands-voices = Somebody speaks for { $domain } here, and would lose their desk without a word. First they give that up, or you end it with “redress brand withdraw”; then they are told why.
