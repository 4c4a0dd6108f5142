# Everything Redress says to a person, in Arabic: modern standard, plain and short. The order is that of en.ftl.
# The reader is addressed without gender: verbal nouns and passives, no imperatives; “ك” is written the same for everybody.
# One word for one thing:
#   complaint شكوى · board صفحة الشكاوى · brand, company الشركة · the person who filed الطرف الشاكي، من قدّمها · answer رد
#   question سؤال · offer عرض · promise وعد · comment تعليق · post منشور · report بلاغ · rating تقييم
#   label وسم · mark علامة · contest اعتراض · appeal استئناف · objection of an account تظلم · decide بت، قرار · step, escalate خطوة، رفع، تصعيد
#   moderators الإشراف · mediators الوساطة · administrators الإدارة · operators القائمون على الخادم · members أعضاء · desk مكتب الردود
#   server, instance خادم · home server الخادم الأصلي · account حساب · handle معرّف الحساب · domain نطاق
#   proof إثبات · history سجل الأحداث · event حدث · hash بصمة · record سجل · log سجل الإشراف · figure رقم
#   file تقديم · acknowledge تأكيد الاستلام · resolve حل · reopen إعادة فتح · withdraw سحب · retract حذف · dismiss استبعاد · hand over تحويل
#   delete حذف · erase محو · hide إخفاء · take out إزالة · limit تقييد · suspend إيقاف · follow متابعة · boost إعادة نشر · like إعجاب
# Marks of direction (U+2068 and U+2069) stand around names, handles, domains and other words that may be Latin, never around
# addresses that a program may turn into links. Command words are those of the readers’ table of commands.

## Time, numbers, money

span-moment = لحظات
span-minutes = { $minutes ->
    [one] دقيقة واحدة
    [two] دقيقتين
    [few] { $minutes } دقائق
   *[other] { $minutes } دقيقة
}
span-hours = { $hours ->
    [one] ساعة واحدة
    [two] ساعتين
    [few] { $hours } ساعات
   *[other] { $hours } ساعة
}
span-hours-minutes = { $hours ->
    [one] ساعة واحدة
    [two] ساعتين
    [few] { $hours } ساعات
   *[other] { $hours } ساعة
} و{ $minutes ->
    [one] دقيقة واحدة
    [two] دقيقتين
    [few] { $minutes } دقائق
   *[other] { $minutes } دقيقة
}
span-days = { $days ->
    [one] يوم واحد
    [two] يومين
    [few] { $days } أيام
    [many] { $days } يومًا
   *[other] { $days } يوم
}
span-days-hours = { $days ->
    [one] يوم واحد
    [two] يومين
    [few] { $days } أيام
    [many] { $days } يومًا
   *[other] { $days } يوم
} و{ $hours ->
    [one] ساعة واحدة
    [two] ساعتين
    [few] { $hours } ساعات
   *[other] { $hours } ساعة
}
date-today = اليوم، { $time }
date-yesterday = أمس، { $time }
date-day = { $day } { $month }
date-day-year = { $day } { $month } { $year }
date-month = { $month } { $year }
date-moment = { $day }، { $time }
month-january = يناير
month-february = فبراير
month-march = مارس
month-april = أبريل
month-may = مايو
month-june = يونيو
month-july = يوليو
month-august = أغسطس
month-september = سبتمبر
month-october = أكتوبر
month-november = نوفمبر
month-december = ديسمبر
number = { $number }
percent = { $number }%
decimal = { $whole }.{ $tenth }
money = ⁨{ $amount } { $sign }⁩

## What our actors say of themselves, on servers of every kind

profile-board-name = شكاوى عن { $brand }
profile-board-summary = الصفحة العلنية للشكاوى عن ⁨{ $brand }⁩ على ⁨{ $host }⁩. لا تديرها ⁨{ $brand }⁩. لتقديم شكوى تكفي الإشارة إلى هذا الحساب في منشور علني.
profile-board-page = الصفحة
profile-domain = النطاق
profile-proof = تم التحقق منه بـ
profile-proof-domain = { $how }، منذ { $since }
profile-proof-administrator = لا شيء: أضافه القائمون على ⁨{ $host }⁩
profile-voice-summary = هذا الحساب يتحدث باسم ⁨{ $brand }⁩ ويرد على الشكاوى.

## Status notes: what a board says about a change of state, on servers of every kind

title-under-warning = شكوى مع تحذير من المحتوى
title-none = شكوى عن ⁨{ $brand }⁩، { $day }
attached-more = و{ $count ->
    [one] مرفق آخر
    [two] مرفقان آخران
    [few] { $count } مرفقات أخرى
    [many] { $count } مرفقًا آخر
   *[other] { $count } مرفق آخر
} في المنشور الأصلي
warning-sensitive = محتوى حساس
event-starts = البداية: { $value }
event-ends = النهاية: { $value }
event-place = المكان: ⁨{ $value }⁩
note-guest = كتب ⁨{ $handle }⁩:
note-whole-text = قراءة النص كاملًا
note-filed = شكواك عن ⁨{ $brand }⁩ لها الآن صفحة: { $link } – بعد عشر دقائق تُدرج هناك ليراها الجميع. لإدراجها الآن يكفي الرد بـ #شكوى. وإن لم تكن شكوى، فيكفي الرد بـ #ليست_شكوى خلال ساعة.
note-acknowledged = اطّلعت ⁨{ $brand }⁩ على هذه الشكوى، ويتولاها شخص معروف بالاسم.
note-asked = لدى ⁨{ $brand }⁩ سؤال عن هذه الشكوى. الرد هنا هو الجواب.
note-offered = تقول ⁨{ $brand }⁩ إن هذه الشكوى حُلّت: { $outcome }. إن صح ذلك، فيكفي الرد بـ #مؤكد، مع تقييم مثل 8/10 عند الرغبة. وإن لم يصح، فالرد بـ #لم_يحل.
note-offered-declined = تقول ⁨{ $brand }⁩ ما لن تفعله، وتعدّ ذلك جوابًا. عند القبول يكفي الرد بـ #مؤكد، وإلا فالرد بـ #لم_يحل.
note-offered-again = تعرض ⁨{ $brand }⁩ شيئًا مرة أخرى: { $outcome }. إن كان في ذلك حل، فيكفي الرد بـ #مؤكد، مع تقييم مثل 8/10 عند الرغبة.
note-offered-again-declined = تقول ⁨{ $brand }⁩ الآن ما لن تفعله. عند القبول يكفي الرد بـ #مؤكد.
note-again-unresolved = وإلا فلا حاجة إلى الرد: تبقى الشكوى مغلقة غير محلولة. لإعادة فتحها يكفي الرد بـ #إعادة_فتح.
note-again-closed = وإلا فالرد بـ #لم_يحل: عندها تُفتح الشكوى من جديد ويكون الدور على الشركة.
note-outcome-refund = رد المبلغ
note-outcome-replacement = استبدال
note-outcome-repair = إصلاح
note-outcome-explanation = توضيح
note-outcome-apology = اعتذار
note-outcome-workaround = حل بديل
note-outcome-declined = رفض
note-confirmed = محلولة: أكّد ذلك الطرف الشاكي من ⁨{ $brand }⁩.
note-confirmed-rated = محلولة: أكّد ذلك الطرف الشاكي من ⁨{ $brand }⁩، وتقييمه { $rating } من 10.
note-accepted = انتهى الأمر: قبِل الطرف الشاكي من ⁨{ $brand }⁩ ما قالت إنها لن تفعله.
note-accepted-rated = انتهى الأمر: قبِل الطرف الشاكي من ⁨{ $brand }⁩ ما قالت إنها لن تفعله، وتقييمه { $rating } من 10.
note-rating-rounded = قُرّب التقييم إلى { $rating }.
note-rated-again = ما زالت محلولة، يقول الطرف الشاكي من ⁨{ $brand }⁩، ويعطي تقييمًا ثانيًا: { $rating } من 10.
note-rated-again-beside = ما زالت محلولة، يقول الطرف الشاكي من ⁨{ $brand }⁩، ويعطي تقييمًا ثانيًا: { $rating } من 10. كان الأول { $first } من 10، ويظهر كلاهما.
note-confirmed-again = ما زالت محلولة: أكّد ذلك مرة أخرى الطرف الشاكي من ⁨{ $brand }⁩.
note-declined = لم تُحل بعد، يقول الطرف الشاكي. عاد الدور على ⁨{ $brand }⁩.
note-given-up = أُغلقت غير محلولة، يقول الطرف الشاكي من ⁨{ $brand }⁩.
note-reopened = عادت المشكلة: فُتحت هذه الشكوى عن ⁨{ $brand }⁩ من جديد.
note-moved = الطرف الشاكي يتحدث الآن من حساب آخر: ⁨{ $old }⁩ هو ⁨@{ $new }⁩. لا يتغير شيء آخر في هذه الشكوى.
note-report-acted = شكرًا على بلاغك. نظر الإشراف في { $link } واتخذ إجراءً.
note-report-turned-down = شكرًا على بلاغك. نظر الإشراف في { $link } وتركه كما هو.
note-withdrawn = سحب الطرف الشاكي شكواه من ⁨{ $brand }⁩.
note-lapsed = انتظرت ⁨{ $brand }⁩ الرد 14 يومًا. أُغلقت الشكوى من دونه. يمكن لمن قدّمها فتحها من جديد.
note-dismissed = أغلق الإشراف هذه الشكوى عن ⁨{ $brand }⁩. السبب في صفحتها.
note-reinstated = أعاد الإشراف هذه الشكوى عن ⁨{ $brand }⁩ إلى ما كانت عليه.
note-handed-off = حوّلت ⁨{ $brand }⁩ هذه الشكوى إلى جهة أخرى.
note-promised = وعدت ⁨{ $brand }⁩ بالتصرف في موعد أقصاه { $day }.
note-promise-kept = تقول ⁨{ $brand }⁩ إنها وفت بوعدها. إن صح ذلك، فيكفي الرد على هذه الرسالة بـ #مؤكد، وإلا فالرد عليها بـ #لم_يحل خلال 7 أيام. بعدها يُعد الوعد موفى به.
note-promise-refuted = يقول الطرف الشاكي إن ⁨{ $brand }⁩ لم تفِ بوعدها.
note-promise-broken = انقضى اليوم الذي وعدت به ⁨{ $brand }⁩.
note-reminded = تنتظر ⁨{ $brand }⁩ ردك. إن كان عرضًا أو رفضًا: #مؤكد أو #لم_يحل. وإن كان سؤالًا: يكفي الرد هنا.
note-brand-reminded = إلى ⁨{ $brand }⁩: تنتظركم هذه الشكوى منذ { $day ->
    [one] يوم واحد
    [two] يومين
    [few] { $day } أيام
    [many] { $day } يومًا
   *[other] { $day } يوم
}. إن لم تردّوا، أُغلقت بعد { $left ->
    [one] يوم واحد
    [two] يومين
    [few] { $left } أيام
    [many] { $left } يومًا
   *[other] { $left } يوم
} بلا رد، وحُسبت كذلك. رد موقّع باسم شخص يبقيها مفتوحة.
note-unanswered = لم تقدّم ⁨{ $brand }⁩ ردًا ذا مضمون طوال 60 يومًا وكان الدور عليها. أُغلقت الشكوى بلا رد، وتُحسب كذلك. ما زال بإمكان ⁨{ $brand }⁩ الرد. ويمكنك إعادة فتحها (#إعادة_فتح)، أو تأكيد حلها (#مؤكد)، أو تصعيدها من صفحتها.
note-untold = لا أحد من ⁨{ $brand }⁩ يقرأ هنا، فلم يُبلَّغ أحد بشكواك. تبقى مفتوحة وتُدرج على حدة. ما يمكنك فعله أيضًا مذكور في صفحتها.
note-contested = تعترض ⁨{ $brand }⁩ على شكواك: { $ground }. أمامك { $days ->
    [one] يوم واحد
    [two] يومان
    [few] { $days } أيام
    [many] { $days } يومًا
   *[other] { $days } يوم
} للرد قبل أن يبت الإشراف: يكفي الرد علنًا على هذا المنشور، أو في صفحة الشكوى. وما تقوله الشركة في تلك الصفحة أيضًا.
note-asked-again = هل ما زالت المشكلة محلولة؟ إن كانت كذلك، فيكفي الرد بـ #مؤكد مرة أخرى حتى { $day }. وإن عادت، فالرد بـ #لم_يحل.
note-escalated-representative = تُرفع هذه الشكوى إلى خدمة العملاء لدى الشركة.
note-escalated-executive = تُرفع هذه الشكوى إلى إدارة الشركة.
note-escalated-mediator = تُرفع هذه الشكوى إلى وساطة المجتمع.
note-escalated-external-body = تُرفع هذه الشكوى إلى جهة خارجية، مثل أمين المظالم.

## Refusals: why something may not happen, in words that people can act on

refusal-only-complainant = هذا متاح فقط لمن قدّم هذه الشكوى.
refusal-only-brand = هذا متاح فقط لمن يتحدث رسميًا باسم الشركة.
refusal-only-moderator = هذا متاح للإشراف فقط.
refusal-only-home = يقوم بذلك هذا الخادم تلقائيًا في موعده، ولا يمكن القيام به يدويًا.
refusal-wrong-state = هذا غير ممكن في الحالة الحالية للشكوى. في صفحتها بيان ما يمكن الآن.
refusal-too-late = كان ذلك ممكنًا حتى { $until }.
refusal-too-late-some-day = انقضت مدة ذلك.
refusal-too-early = لم يحن وقت ذلك بعد.
refusal-name-needed = هذا يحتاج إلى اسم: يُختم المنشور بشرطة ثم اسم من يرد.
refusal-name-needed-form = يلزم ذكر اسم الشخص الذي يرد، مثل ⁨Ada Okoye⁩. لا يكفي اسم فريق أو اسم الشركة.
refusal-response-needed = يلزم أولًا رد موقّع باسم شخص: العرض يحتاج إلى رد يمكن للناس قراءته.
refusal-no-such-response = لا يوجد رد كهذا هنا، أو أنه حُذف.
refusal-no-such-promise = لا يوجد وعد كهذا هنا.
refusal-promise-not-pending = سبق الوفاء بهذا الوعد أو البت فيه.
refusal-promise-not-kept = لم تقل الشركة إنها وفت بهذا الوعد.
refusal-promise-too-far = أقصى مدة للوعد { $days ->
    [one] يوم واحد
    [two] يومين
    [few] { $days } أيام
    [many] { $days } يومًا
   *[other] { $days } يوم
}. يلزم يوم أقرب.
refusal-promise-in-past = يحتاج الوعد إلى يوم قادم، ويُكتب هكذا: #وعد ⁨2026-12-24⁩.
refusal-promise-in-past-form = يلزم اختيار يوم قادم.
refusal-too-many-promises = أقصى عدد للوعود في الشكوى الواحدة { $max }، وقد بلغته هذه الشكوى.
refusal-too-many-offers = يمكن للشركة أن تقول ما تعرضه أو ترفضه { $max ->
    [one] مرة واحدة
    [two] مرتين
    [few] { $max } مرات
   *[other] { $max } مرة
}، وقد استنفدت ذلك. ما زال بإمكان الطرف الشاكي تأكيد الحل.
refusal-offer-not-standing = هذا ليس العرض القائم الآن. الرد يكون على أحدث عرض.
refusal-outcome-reason = نُشر ردك، لكن الرفض لا يُحسب بلا سبب. يكفي الرد بـ #تم_الحل رفض مع أحد هذه الأسباب: غير مدعوم، غير مسؤول، لا صلاحية، سياسة.
refusal-outcome-reason-form = إن كانت النتيجة «رفض»، فيلزم ذكر السبب، وإلا فيُترك فارغًا.
refusal-rating-range = التقييم عدد من 0 إلى 10.
refusal-nothing-asked = لم تسأل الشركة شيئًا.
refusal-already-asked = سبق أن سألت الشركة، وهي تنتظر الجواب.
refusal-already-contested = اعترضت الشركة على هذه الشكوى للسبب نفسه من قبل.
refusal-not-contested = لا يوجد اعتراض لهذا السبب.
refusal-already-appealed = لكل طرف استئناف واحد، وقد استُعمل.
refusal-nothing-to-appeal = لا يوجد هنا قرار يمكن استئنافه.
refusal-nothing-appealed = لا استئناف ينتظر هنا، فلا شيء يُعاد.
refusal-another-moderator = يبت في هذا الاستئناف شخص آخر من الإشراف.
refusal-escalate-higher = رُفعت الشكوى إلى هذا الحد من قبل. يلزم اختيار خطوة أعلى.
refusal-escalate-next = الخطوات واحدة بعد الأخرى. يلزم اختيار الخطوة التالية.
refusal-not-heard-yet = أمام الطرف الشاكي { $days ->
    [one] يوم واحد
    [two] يومان
    [few] { $days } أيام
    [many] { $days } يومًا
   *[other] { $days } يوم
} للرد على ما تقوله الشركة. يمكن البت بعد رده، أو بعد انقضاء الأيام.
refusal-already-rated-again = قيّمت ذلك مرتين، أو أكّدت ذلك من قبل. يبقى كما هو. إن لم تكن محلولة، فيمكن فتح الشكوى من جديد قبل مرور { $days } يومًا على حلها.
refusal-no-such-comment = هذا التعليق لم يعد موجودًا، أو أزاله الإشراف.
refusal-brand-not-told = لم يُبلّغ أحد الشركة بعد.
refusal-nobody-left = حذف من قدّم هذه الشكوى حسابه. لم يبقَ أحد يجيب عن سؤال أو يقول رأيه في عرض أو وعد. ما زال الرد ممكنًا.
refusal-written-before = كُتب هذا النص نفسه هنا قبل لحظات، فلم يُرسل مرة ثانية.
refusal-too-many-questions = بلغت أسئلتك في هذه الشكوى الحد الأقصى، وهو { $max }. يُرجى الرد بما هو معروف.
refusal-older-rules = تتبع هذه الشكوى قواعد أحدث بالفعل.
refusal-already-supported = قلت «لدي المشكلة نفسها» من قبل.
refusal-not-supported = لم تقل «لدي المشكلة نفسها».
refusal-own-brand = حسابك يتحدث باسم هذه الشركة، أو كان في آخر { $days } يومًا. لذلك لا شكوى منك عنها، ولا قول لك في حلها ولا في أن لديك المشكلة نفسها. ويبقى لك تصحيح ما قدمته من قبل أو سحبه.
refusal-thread-full = لا مكان هنا لمزيد: لا إضافة إلى هذه الشكوى إلا من صاحب الشكوى والشركة والإشراف.
refusal-thread-full-own = لا مكان هنا لمزيد: لا كتابة جديدة في هذه الشكوى. ويبقى ما يغيّر حالتها ممكنًا، والحذف كذلك.
refusal-thread-full-for-all = لا مكان هنا لمزيد: لا إضافة إلى هذه الشكوى بعد الآن. ويبقى الحذف ممكنًا.
refusal-thread-share-full = بلغ ما كُتب هنا منك أو من خادمك الحدّ المسموح به. احذف شيئًا منه لتكتب المزيد. ويبقى ما يغيّر حالة الشكوى ممكنًا.
refusal-name-erased = حُذف اسمك من هذه الشكوى، وأي تعليق سيعيده، ولذلك لم تعد الكتابة هنا ممكنة لك.
refusal-own-complaint = «لدي المشكلة نفسها» هي لأشخاص آخرين لديهم المشكلة ذاتها.
refusal-not-public = هذا ممكن فقط ما دامت الشكوى علنية ولم تُسحب ولم تُستبعد.
refusal-already-public = هذه الشكوى علنية بالفعل.
refusal-already-thanked = قلت من قبل إن هذا الرد أفادك.
refusal-already-labelled = وُسم هذا الرد هكذا من قبل.
refusal-private-words = المنشور ليس علنيًا، فلا يُحسب في شكوى علنية. يُرجى إرساله علنًا.
refusal-seen-ahead = هذا رد على حالة لم تبلغها هذه الشكوى. يُرجى فتح صفحتها من جديد.
refusal-form-used = أُرسل هذا النموذج من قبل، وما كان فيه حينها قائم. أما ما فيه الآن فلم يُرسل. يُرجى إرساله مرة أخرى إذا كان المقصود كليهما.
refusal-no-such-label = لا يحمل هذا الرد وسمًا كهذا يمكن تغييره.
refusal-already-done = تم ذلك من قبل.
refusal-nothing-to-erase = لم يبقَ شيء يُمحى.
refusal-same-brand = هذه الشكوى عن تلك الشركة بالفعل.
refusal-embargo-length = يمكن أن تطّلع الشركة أولًا لمدة من ساعة إلى { $days ->
    [one] يوم واحد
    [two] يومين
    [few] { $days } أيام
    [many] { $days } يومًا
   *[other] { $days } يوم
}.
refusal-embargo-not-possible = «الشركة أولًا» غير ممكن لهذه الشركة. يمكن نشر الشكوى الآن، أو تأجيل تقديمها.
refusal-overtaken = حدث هنا شيء منذ فتح الصفحة. تلزم قراءة الصفحة من جديد قبل القرار.
refusal-text-empty = يلزم كتابة ما حدث.
refusal-text-empty-form = لا نص هنا بعد. يلزم كتابة شيء أولًا.
refusal-name-alone = يلزم في الرد أكثر من اسم أو تحية. يُرجى كتابة ما يُراد قوله.
refusal-text-too-long = النص طويل جدًا: الحد الأقصى { $max } حرف.
refusal-text-too-long-by = النص طويل جدًا: الحد الأقصى { $max } حرف، وفيه { $given }.
refusal-post-too-long = هذا طويل جدًا: أقصى حجم للمنشور مع تنسيقه { $max ->
    [one] كيلوبايت واحد
    [two] كيلوبايتان
    [few] { $max } كيلوبايت
   *[other] { $max } كيلوبايت
}. المنشور الأقصر يُحسب.
refusal-too-much = هذا كثير من حساب واحد. ما يُكتب هنا الآن لا يُحسب. يُحسب من جديد بعد { $hours ->
    [one] ساعة واحدة
    [two] ساعتين
    [few] { $hours } ساعات
   *[other] { $hours } ساعة
}.
refusal-too-many-contacts = الحد الأقصى للاتصالات السابقة { $max }، لكل منها الدقائق التي استغرقها.
refusal-amount-range = يُكتب المبلغ عددًا أكبر من صفر، مع عملة مثل EUR.
refusal-not-a-person = الشكاوى يقدمها الأشخاص فقط: يلزم الدخول بحسابك الشخصي.
refusal-not-a-brand-domain = «⁨{ $given }⁩» ليس موقع شركة يمكن استعماله. يلزم نطاقها نفسه، مثل ⁨acme.com⁩.
refusal-not-here = هذه الشكوى محفوظة على ⁨{ $home }⁩. يمكن القيام بذلك هناك، أو الرد عليها من خادمك.
refusal-not-allowed = هذا غير متاح لك هنا.
refusal-not-filed = لا توجد شكوى كهذه.
refusal-already-filed = قُدّمت هذه الشكوى من قبل.
refusal-newer-rules = تحتاج هذه الشكوى إلى إصدار أحدث من برنامج هذا الخادم. على القائمين عليه تحديثه.

## The frame of every page

site-description = شكاوى علنية يُرد عليها علنًا. تُعد محلولة حين يقول ذلك من قدّمها.
skip-to-content = إلى المحتوى
home-link = Redress، إلى الصفحة الرئيسية
nav-main = القائمة الرئيسية
nav-boards = صفحات الشكاوى
nav-waiting = الأطول انتظارًا
nav-resolved = محلولة
nav-desk = مكتب الردود
nav-moderation = الإشراف
nav-instance = هذا الخادم
nav-admin = إعدادات هذا الخادم
nav-sign-in = الدخول
nav-sign-out = الخروج
nav-settings = إعداداتك
nav-file = تقديم شكوى
foot-about = عن الموقع
foot-rules = القواعد
foot-log = سجل الإشراف
yes = نعم
no = لا
save = حفظ
optional = (اختياري)
list-more = عرض المزيد

## Said after something was done

said-signed-in = تم الدخول.
said-left = حُذف حسابك. ما كتبته يُحذف الآن.
said-left-guest = ما كتبته هنا يُحذف الآن. تم الخروج.
said-signed-out = تم الخروج.
said-registered = أهلًا بك. حسابك جاهز.
said-sign-in-first = يلزم الدخول أولًا، ثم المتابعة.
said-draft-kept = شكواك محفوظة كما كتبتها. يلزم الدخول أو التسجيل، ثم إرسالها.
said-saved = تم الحفظ.
said-password-changed = تغيّرت كلمة مرورك. تم الخروج في كل مكان آخر.
said-filed = قُدّمت شكواك.
said-confirmed = سُجّلت محلولة.
said-accepted = انتهى الأمر هنا، كما قلت.
said-declined = رفضت العرض. عاد الدور على الشركة.
said-given-up = أُغلقت غير محلولة.
said-reopened = الشكوى مفتوحة من جديد.
said-withdrawn = سُحبت شكواك.
said-retracted = حُذفت شكواك، وكأنها لم تُقدَّم. نصها يُمحى الآن.
said-published = شكواك علنية الآن.
said-appealed = استئنافك لدى الإشراف.
said-escalated = تم التصعيد. كل من يفتح الشكوى يرى إلى أين رُفعت.
said-response-edited = تغيّر ردك. نصه الأول يبقى مقروءًا.
said-response-deleted = وُسم ردك بأنه محذوف. نصه يبقى مقروءًا هنا.
said-label-disputed = اعتُرض على الوسم. سيبت الإشراف في ذلك.
said-marked-elsewhere = تم الوسم. يمكن أن تقول الشركة لماذا لا يصح؛ ثم يبت الإشراف.
said-supported = سُجّل: لديك المشكلة نفسها.
said-unsupported = سُجّل: لم تعد لديك هذه المشكلة.
said-thanked = سُجّل: هذا الرد أفادك.
said-acknowledged = تأكد الاستلام. ما زالت الشكوى تنتظر ردًا.
said-handed-off = تم التحويل. يراه كل من يقرأ الشكوى.
said-contested = تم الاعتراض. سيبت الإشراف في ذلك.
said-contest-answered = ردك الآن في الصفحة. يبت الإشراف.
said-promise-marked = سُجّل.
said-commented = تعليقك الآن في الصفحة.
said-question-answered = وصل جوابك إلى الشركة.
said-answered = ردك الآن في الصفحة.
said-asked = سؤالك الآن في الصفحة. الدور على الطرف الشاكي.
said-offered = عرضك الآن في الصفحة. لا يقول إنها حُلّت إلا من قدّم الشكوى.
said-refused = رفضك وسببه الآن في الصفحة. لا يقول هل يُقبل ذلك إلا من قدّم الشكوى.
said-promised = وعدك الآن في الصفحة، مع تاريخه.
said-reported = شكرًا. سينظر الإشراف في ذلك.
said-quote-revoked = سُحب الإذن، ويُبلَّغ الخادم الآخر الآن.
said-moderated = تم البت. القرار في السجل العلني.

## What went wrong

problem-back = رجوع
problem-again = إعادة المحاولة
problem-thread = قراءة الشكوى
problem-home = إلى الصفحة الرئيسية
problem-400 = لم نتمكن من قراءة ذلك
problem-400-what = جزء من الطلب ناقص أو تعذّرت قراءته.
problem-400-next = يُرجى الرجوع وإعادة تحميل الصفحة والمحاولة من جديد.
problem-401 = يلزم الدخول أولًا
problem-401-what = هذا متاح بعد الدخول فقط.
problem-401-next = يُرجى الدخول ثم المحاولة من جديد.
problem-403 = هذا غير متاح لك
problem-403-what = هذا غير متاح لحسابك، أو أن الصفحة التي أُرسل منها قديمة جدًا.
problem-403-next = يُرجى فتح الصفحة من جديد. وإن ظل غير متاح فهو لغيرك.
problem-403-out = لم يُسجَّل دخولك
problem-403-out-what = انتهت جلسة دخولك، أو أن الصفحة التي أُرسل منها هذا قديمة جدًا. لم يُنفَّذ شيء.
problem-403-out-next = يُرجى الدخول ثم الإرسال من جديد.
problem-cookies = لم يرسل المتصفح أي ملف تعريف ارتباط (cookie)
problem-cookies-what = من دونه لا يعرف هذا الخادم من أنت. لم يُنفَّذ شيء.
problem-cookies-next = يُرجى السماح في المتصفح بملفات تعريف الارتباط لهذا الخادم، ثم فتح الصفحة من جديد والدخول.
kept-title = لم يُرسل هذا
kept-what = ما كتبته موجود هنا لنسخه. وهو محفوظ في هذه الصفحة وحدها.
kept-again = إرسالها من جديد
resume-out = انتهت جلسة دخولك
resume-out-what = ما كتبته موجود أدناه. يُرجى الدخول ثم الإرسال؛ لم يُرسل شيء حتى الآن. النص في هذه الصفحة فقط، فلتبقَ مفتوحة.
resume-no-cookies = من دونه لا يعرف هذا الخادم من أنت. يُرجى السماح في المتصفح بملفات تعريف الارتباط لهذا الخادم، ثم الدخول من هنا. ما كتبته موجود أدناه، ولم يُرسل منه شيء.
resume-file-out = لم يمكن الاحتفاظ بالملف المختار. يمكن اختياره من جديد بعد الدخول.
resume-file = لم يمكن الاحتفاظ بالملف المختار. يُرجى اختياره من جديد.
resume-old = لم يُرسل بعد
resume-old-what = الصفحة التي أُرسل منها قديمة، أو فتحها حساب آخر. ما كتبته موجود أدناه: تمكن مراجعته وإرساله.
resume-as = دخلت باسم ⁨{ $who }⁩.
resume-ready = تم الدخول
resume-ready-what = ما كتبته موجود أدناه. لم يُرسل شيء حتى الآن: تمكن مراجعته وإرساله.
resume-slow = تمكن المحاولة من جديد بعد { $wait }. ما كتبته موجود أدناه، ولم يُرسل منه شيء.
resume-long = هذا أكثر مما يقبله هذا الخادم دفعة واحدة، ولم يُرسل منه شيء. ما كتبته في الأسفل: اختصره ثم أرسله.
resume-full = لا يمكن الاحتفاظ بهذا الآن
resume-full-what = ما ينتظر هنا كثير، فلا يمكن الاحتفاظ بما كتبته. هو أدناه في هذه الصفحة فقط: يمكن الدخول هنا ثم إرساله، أو نسخه والمحاولة من جديد بعد بضع ساعات.
resume-unwell = لا يستطيع هذا الخادم الآن التحقق من هويتك. ما كتبته في الأسفل، ومحفوظ في هذه الصفحة وحدها. أعد تسجيل الدخول بعد لحظات.
resume-yours = ما كتبته
resume-own-name = اسمك
resume-send = إرسال
resume-guest = من خادم آخر؟
resume-guest-link = الدخول في علامة تبويب أخرى ثم العودة إلى هنا
resume-signed-in = نعم، تم الدخول
resume-give-up = التخلي عن حساب الشركة
resume-withhold = سحب العلامة من حساب
resume-return = السماح لحساب بعلامة من جديد
resume-server = الخادم
meant-complaint = الشكوى:
meant-comment = التعليق:
meant-answer = الرد:
meant-account = الحساب:
meant-person = الشخص:
meant-invitation = الدعوة إلى:
meant-brand = الشركة:
meant-notice = الرسالة:
meant-quoted = منشورك:
meant-quoting = اقتُبس في:
meant-decision = القرار:
meant-delivery = التسليم إلى:
meant-board = صفحة الشكاوى:
meant-key = المفتاح:
meant-what = الموضوع:
meant-answers = الرد على:
meant-said = ⁨{ $by }⁩: «⁨{ $words }⁩»
meant-gone = لم يعد هذا موجودًا، أو لا يحق لك الاطلاع عليه.
meant-overtaken = ما تردّ عليه لم يعد قائمًا.
meant-unread = لا يمكن الآن عرض من أو ما يخصه هذا. هو ما أُرسل من أجله.
problem-404 = لا شيء هنا
problem-404-what = هذه الصفحة غير موجودة أو غير علنية.
problem-404-next = يُرجى التحقق من العنوان، أو البدء من الصفحة الرئيسية.
problem-408 = بطيء جدًا
problem-408-what = لم يصل ما أرسلته كاملًا في الوقت.
problem-408-next = يُرجى الرجوع والتحقق من الاتصال وإعادة الإرسال.
problem-413 = أطول من اللازم
problem-413-what = هذا أكثر مما يقبله الخادم دفعة واحدة.
problem-413-next = يُرجى الاختصار وإعادة الإرسال.
problem-429 = محاولات كثيرة
problem-429-what = المحاولات كثيرة جدًا. يُرجى الانتظار لمدة { $wait } ثم المحاولة من جديد.
problem-429-next = هذا الحد يمنع الغرباء من تخمين كلمات المرور وإغراق الشكاوى.
problem-503 = هذا الخادم متعطل الآن
problem-503-what = شيء هنا لا يعمل حاليًا. ليس الخطأ منك.
problem-503-disk-full = قرص هذا الخادم ممتلئ. لا يمكن حفظ شيء حاليًا، والقراءة ممكنة. ليس الخطأ منك.
problem-503-locked = برنامج آخر يشغل قاعدة بيانات هذا الخادم. لا يمكن حفظ شيء حاليًا، والقراءة ممكنة. ليس الخطأ منك.
problem-503-read-only = قاعدة بيانات هذا الخادم لا تقبل شيئًا حاليًا، والقراءة ممكنة. ليس الخطأ منك.
problem-503-away = قاعدة بيانات هذا الخادم لا تجيب. ليس الخطأ منك.
problem-503-disk = قرص هذا الخادم لا يعمل كما ينبغي. ليس الخطأ منك.
problem-503-unsure = لم تجب قاعدة بيانات هذا الخادم في الوقت. ربما حُفظ ما أرسلته. ليس الخطأ منك.
problem-503-unsure-next = يُرجى الاحتفاظ بما كتبته، والتحقق بعد بضع دقائق من أنه لم يُحفظ قبل إرساله من جديد.
problem-503-unsure-again = يمكن إرساله من جديد هنا بعد بضع دقائق: ما حُفظ لا يُنفَّذ مرة ثانية. أو يمكن التحقق قبل ذلك من أنه لم يُحفظ.
problem-503-next = يُرجى الاحتفاظ بما كتبته والمحاولة من جديد بعد بضع دقائق. يرى القائمون على هذا الخادم ذلك في سجله.
problem-500 = الخطأ من جانبنا
problem-500-what = حدث خطأ في هذا الخادم. سُجّل الخطأ، ولم يُنفَّذ شيء على نحو ناقص.
problem-500-next = تمكن المحاولة من جديد بعد لحظات.
problem-hidden = مخفية هنا
problem-hidden-what = أخفى إشراف هذا الخادم هذه الشكوى: ⁨{ $reason }⁩
problem-hidden-next = القرار في السجل العلني. الخوادم الأخرى تقرر بنفسها.
problem-refused = هذا غير ممكن الآن
problem-refused-what = القواعد لا تسمح بذلك.
problem-refused-next = تُظهر إعادة تحميل الصفحة ما يمكن الآن.
form-wrong = شيء ناقص أو غير صحيح. كل ما كتبته ما زال هنا:

## Front page and lists

front-title = من خذلك؟
front-lead = تكفي شكوى واحدة، علنًا. يمكن للشركة أن ترد علنًا، بالاسم. لا تُعد الشكوى محلولة إلا بتأكيد منك، ويرى الجميع كيف تصرفت الشركة.
front-brand = شركة أو موقعها
front-start = بدء شكوى
front-mention = لديك حساب على Mastodon أو Lemmy؟ تكفي الإشارة إلى <b>⁨{ $handle }⁩</b> في منشور.
front-waiting = الأطول انتظارًا
front-waiting-none = لا أحد ينتظر هنا.
front-waiting-all = كل الشكاوى التي تنتظر شركة
front-resolved-today = حُلّت اليوم
front-resolved-lately = حُلّت مؤخرًا
front-resolved-none = لم يُحل شيء بعد.
front-resolved-all = كل الشكاوى المحلولة
waiting-lead = شكاوى علنية تنتظر شركة، الأطول انتظارًا أولًا.
resolved-lead = شكاوى يعدّها من قدّمها محلولة، الأحدث أولًا.
card-supporters = { $count ->
    [one] شخص واحد لديه المشكلة نفسها
    [two] شخصان لديهما المشكلة نفسها
    [few] { $count } أشخاص لديهم المشكلة نفسها
    [many] { $count } شخصًا لديهم المشكلة نفسها
   *[other] { $count } شخص لديهم المشكلة نفسها
}
card-ended-elsewhere = حُلّت قبل نقلها إلى هنا
card-contacts = جرى الاتصال بالشركة من قبل { $count ->
    [one] مرة واحدة
    [two] مرتين
    [few] { $count } مرات
   *[other] { $count } مرة
}
card-repeated = لا تُحسب: سبقت لصاحبها شكوى هنا خلال 30 يومًا قبلها
card-waits-brand = بانتظار ⁨{ $brand }⁩، { $span }
card-waits-person = بانتظار الطرف الشاكي، { $span }
card-rating = { $rating } من 10
card-rating-second = { $rating } من 10، وأولًا { $first } من 10
flag-contested = معترض عليها
card-first-human = أول رد من شخص بعد { $span }
card-said-of = { $said }، على قول ⁨{ $host }⁩
card-first-human-said = أن شخصًا رد هو قول ⁨{ $host }⁩
card-filed = قُدّمت قبل { $span }
title-erased = (عنوان ممحو)

## States

state-open = مفتوحة
state-open-means = منشورة. لم يتولها بعد شخص معروف بالاسم من الشركة.
state-acknowledged = تأكد استلامها
state-acknowledged-means = يتولاها شخص معروف بالاسم من الشركة، أو رد عليها.
state-offered = عرض أو رفض
state-offered-means = تعرض الشركة حلًا، أو تقول ما لن تفعله. لا يقول هل حُلّت، أو هل يُقبل ذلك، إلا من قدّمها.
state-resolved = محلولة
state-resolved-means = يقول من قدّمها إنها محلولة، أو يقبل ما لن تفعله الشركة.
state-unresolved = غير محلولة
state-unresolved-means = يقول من قدّمها إنها لم تُحل، وأغلقها.
state-lapsed = منقضية
state-lapsed-means = بقي عرض للشركة أو رفض أو سؤال منها 14 يومًا بلا جواب.
state-unanswered = بلا رد
state-unanswered-means = أُبلغت الشركة ولم تقدّم ردًا ذا مضمون طوال 60 يومًا. أُغلقت تلقائيًا وحُسبت على الشركة. ما زال بإمكانها الرد، وبإمكان الطرف الشاكي إعادة فتحها.
state-withdrawn = مسحوبة
state-withdrawn-means = سحبها من قدّمها.
state-retracted = محذوفة
state-retracted-means = حذفها من قدّمها: لم تكن شكوى أصلًا.
state-dismissed = مستبعدة
state-dismissed-means = أغلقها الإشراف، لسبب معلن.

## Words of the rules

outcome-refund = رد المبلغ
outcome-replacement = استبدال
outcome-repair = إصلاح
outcome-explanation = توضيح
outcome-apology = اعتذار
outcome-workaround = حل بديل
outcome-declined = رفض
reason-unsupported = لم يعد مدعومًا
reason-not-responsible = خارج المسؤولية
reason-no-authority = خارج الصلاحية
reason-policy = مخالف لسياسة الشركة
want-refund = رد المبلغ
want-replacement = استبدال
want-repair = إصلاح
want-explanation = توضيح
want-apology = اعتذار
want-change = أن تغيّر الشركة ذلك
want-other = شيء آخر
wants-refund = رد المبلغ
wants-replacement = استبدال
wants-repair = إصلاح
wants-explanation = توضيح
wants-apology = اعتذار
wants-change = تغيير
wants-other = شيء آخر
ground-wrong-brand = شركة غير المقصودة
ground-not-genuine = لم يحدث الأمر هكذا
ground-duplicate = مكررة
ground-advertising = إعلان
ground-personal-data = بيانات شخصية لأحد
ground-unlawful-words = كلام مخالف للقانون
ground-abuse = إساءة
ground-settled = تمت تسويتها، أو هي أمام محكمة
ground-no-consumer-matter = لا تتعلق بمنتج أو خدمة
comment-ground-abuse = إساءة
comment-ground-personal-data = بيانات شخصية لأحد
comment-ground-unlawful-words = كلام مخالف للقانون
comment-ground-advertising = إعلان
comment-ground-off-topic = لا علاقة له بالشكوى
comment-ground-other = سبب آخر
solved-by-brand = الشركة
solved-by-myself = بنفسي
solved-by-somebody-else = شخص آخر
step-representative = خدمة العملاء
step-executive = إدارة الشركة
step-mediator = وساطة المجتمع
step-external-body = جهة خارجية
tier-none = لا يوجد
tier-receipt = إيصال
tier-order-confirmed = طلب أكّدته الشركة
notice-how-desk = هنا، في مكتب ردودها
notice-how-mention = بالإشارة إليها
notice-how-mail = بالبريد الإلكتروني
notice-how-answer = بصفحة شكاواها: فقد ردت هنا
label-canned = يشبه ردودًا سابقة
label-deflected = يحيل إلى مكان آخر
label-automated = آلي
label-acknowledgement-only = يقول فقط إن الشكوى وصلت
label-unnamed = غير موقّع باسم
label-state-marked = { $label } (قول من قدّم الشكوى)
label-state-marked-yours = { $label } (كما قلت)
label-state-disputed = { $label } (تعترض عليه الشركة)
label-state-upheld = { $label } (ثبّته الإشراف)
label-why = تقول الشركة: ⁨{ $reason }⁩
side-complainant = الطرف الشاكي
side-complainant-yours = طرفك
side-brand = الشركة

## A thread

thread-kicker = شكوى عن ⁨{ $brand }⁩
thread-kicker-product = شكوى عن ⁨{ $brand }⁩ · ⁨{ $product }⁩
thread-description = شكوى عن ⁨{ $brand }⁩: ⁨{ $title }⁩
thread-aside = السجل والوقائع
thread-happened = ما حدث
thread-clocks = من انتظر، وكم
thread-promises = الوعود
thread-before = ما جُرّب من قبل
thread-follow = متابعة
thread-follow-how = { $reply } · ⁨{ $board }⁩
thread-earlier = منشورات أقدم
thread-later = منشورات أحدث
post-whole = هذه بداية منشور طويل. قراءته كاملًا
events-earlier = أحداث أقدم
events-later = أحداث أحدث
thread-proof = كل خطوة مسجلة ولا يمكن تغييرها خفية: { $count ->
    [one] خطوة واحدة
    [two] خطوتان
    [few] { $count } خطوات
   *[other] { $count } خطوة
} حتى الآن.
thread-proof-link = عرض السجل
follow-own-server = متابعة صفحة الشكاوى هذه من خادمك
fact-filed = قُدّمت <b>قبل { $span }</b> من <b>⁨{ $host }⁩</b>
fact-said-by = هوية الطرف الشاكي بحسب ⁨{ $host }⁩
fact-recorded-otherwise = سجّل ⁨{ $host }⁩ هذا على غير ما أُرسل: العنوان والنص كما أُرسلا، وما عداهما بحسب ⁨{ $host }⁩
fact-home = محفوظة على <b>⁨{ $home }⁩</b>
fact-first-contact = <b>لم يسبق الاتصال بالشركة</b>
fact-contacts = جرى الاتصال بالشركة من قبل <b>{ $count ->
    [one] مرة واحدة
    [two] مرتين
    [few] { $count } مرات
   *[other] { $count } مرة
}</b>
fact-contacts-time = جرى الاتصال بالشركة من قبل <b>{ $count ->
    [one] مرة واحدة
    [two] مرتين
    [few] { $count } مرات
   *[other] { $count } مرة
}</b>، بإجمالي { $span }
fact-amount = المبلغ المعني <b>{ $amount }</b>
fact-wants = المطلوب <b>{ $wants }</b>
notice-hidden = أخفاها الإشراف هنا: ⁨{ $reason }⁩
notice-conflict = أرسل ⁨{ $home }⁩ نسختين مختلفتين من هذه الشكوى. المعروضة هي الأولى. والأخرى، الآتية من ⁨{ $source }⁩، محفوظة دليلًا وتظهر مع السجل.
notice-frozen = لا وجود لـ⁨{ $home }⁩ منذ { $at }. هذه آخر نسخة لدينا.
notice-replica = هذه الشكوى محفوظة على ⁨{ $home }⁩. هذه نسخة منها، تم التحقق منها خطوة خطوة. ما يتم هنا يُرسل إلى هناك. أما البلاغ فيصل إلى إشراف هذا الخادم.
banner-open = بانتظار ⁨{ $brand }⁩ منذ { $span }
banner-open-just = قُدّمت قبل لحظات. بانتظار ⁨{ $brand }⁩.
banner-open-line = لم ترد ⁨{ $brand }⁩ بعد.
banner-overdue-line = لا رد حتى الآن من شخص معروف بالاسم. تأخر الرد.
banner-silent-line = لا رد من شخص معروف بالاسم منذ أكثر من أسبوعين.
banner-unnamed-line = جاء رد، لكن لم يتولها شخص معروف بالاسم.
banner-acknowledged = رأتها ⁨{ $brand }⁩. بانتظار ⁨{ $brand }⁩ منذ { $span }
banner-answered = ردت ⁨{ $brand }⁩. بانتظار ⁨{ $brand }⁩ منذ { $span }
banner-acknowledged-line = تولاها شخص معروف بالاسم. لم تُحل بعد.
banner-acknowledged-said = أن شخصًا معروفًا بالاسم يتولاها هو قول ⁨{ $host }⁩. لم تُحل.
banner-said-by = هذا قول ⁨{ $host }⁩؛ ولم يوقّعه من يُنسب إليه.
banner-asked = تسأل ⁨{ $brand }⁩ عن أمر. بانتظار ⁨{ $person }⁩ منذ { $span }
banner-asked-yours = تسألك ⁨{ $brand }⁩ عن أمر. بانتظارك منذ { $span }
banner-asked-line = الخطوة التالية جواب من <b>⁨{ $person }⁩</b>.
banner-asked-line-yours = { $answer }. ثم يعود الدور على ⁨{ $brand }⁩.
banner-asked-link = الإجابة عن السؤال
banner-offered = تقول ⁨{ $brand }⁩ إنها محلولة
banner-offered-declined = تقول ⁨{ $brand }⁩ ما لن تفعله
banner-offered-line = { $outcome }، عُرض قبل { $span }. لا يقول إنها محلولة إلا من قدّمها. بانتظار <b>⁨{ $person }⁩</b> حتى { $day }.
banner-offered-line-yours = { $outcome }، عُرض قبل { $span }. أنت وحدك من يقول هل حُلّت. <b>بانتظارك</b> حتى { $day }.
banner-refused-line = قيل ذلك قبل { $span }. لا يقول هل يُقبل إلا من قدّمها. بانتظار <b>⁨{ $person }⁩</b> حتى { $day }.
banner-refused-line-yours = قيل ذلك قبل { $span }. أنت وحدك من يقول هل تقبله. <b>بانتظارك</b> حتى { $day }.
banner-resolved = محلولة، بحسب ⁨{ $person }⁩
banner-resolved-yours = محلولة، كما قلت
banner-resolved-line = منذ { $at }.
banner-accepted = انتهى الأمر: قبِله ⁨{ $person }⁩
banner-accepted-yours = انتهى الأمر: قبِلته أنت
banner-unresolved = غير محلولة، بحسب ⁨{ $person }⁩
banner-unresolved-yours = غير محلولة، كما قلت
banner-unresolved-line = منذ { $at }.
banner-offered-again = عرضت ⁨{ $brand }⁩ شيئًا من جديد بعد ذلك.
banner-refused-again = قالت ⁨{ $brand }⁩ بعد ذلك ما لن تفعله.
banner-lapsed = عرض بلا جواب
banner-lapsed-line = عرضت ⁨{ $brand }⁩ حلًا، ولم يأتِ من <b>⁨{ $person }⁩</b> جواب هل حُلّت.
banner-lapsed-line-yours = عرضت ⁨{ $brand }⁩ حلًا، ولم يأتِ <b>منك</b> جواب هل حُلّت.
banner-lapsed-declined = لا رد على الرفض
banner-lapsed-declined-line = قالت ⁨{ $brand }⁩ ما لن تفعله. ولم يقل <b>⁨{ $person }⁩</b> هل يقبل ذلك.
banner-lapsed-declined-line-yours = قالت ⁨{ $brand }⁩ ما لن تفعله. و<b>أنت</b> لم تقل هل تقبل ذلك.
banner-lapsed-question = سؤال بلا جواب
banner-lapsed-question-line = سألت ⁨{ $brand }⁩ عن أمر، ولم يأتِ من <b>⁨{ $person }⁩</b> جواب طوال 14 يومًا.
banner-lapsed-question-line-yours = سألت ⁨{ $brand }⁩ عن أمر، ولم يأتِ <b>منك</b> جواب طوال 14 يومًا.
banner-unanswered = لا رد من ⁨{ $brand }⁩
banner-unanswered-further = لا رد آخر من ⁨{ $brand }⁩
banner-unanswered-line = أُغلقت { $at }: أُبلغت ⁨{ $brand }⁩ ولم تقدّم ردًا ذا مضمون طوال 60 يومًا. ما زال بإمكانها الرد.
banner-withdrawn = سُحبت من طرف ⁨{ $person }⁩
banner-withdrawn-yours = مسحوبة من طرفك
banner-withdrawn-settled = تمت تسوية الأمر، على قول <b>⁨{ $person }⁩</b>.
banner-withdrawn-settled-yours = على قولك، تمت تسوية الأمر.
banner-withdrawn-unsettled = لم تتم تسوية الأمر، على قول <b>⁨{ $person }⁩</b>.
banner-withdrawn-unsettled-yours = على قولك، لم تتم تسوية الأمر.
banner-withdrawn-unsaid = لم يُذكر هل تمت تسوية الأمر، فتُحسب بلا تسوية.
banner-withdrawn-condition = طلبت ⁨{ $brand }⁩ السحب، على قول <b>⁨{ $person }⁩</b>.
banner-withdrawn-condition-yours = على قولك، طلبت ⁨{ $brand }⁩ السحب.
banner-counts-unanswered = أُغلقت من قبل لعدم الرد، وتُحسب بلا رد.
banner-withdrawn-after = سُحبت بعد أن تصرفت ⁨{ $brand }⁩؛ يُحسب ذلك ويظهر.
banner-retracted = حُذفت: لم تكن شكوى أصلًا
banner-dismissed = أغلقها الإشراف
banner-dismissed-line = السبب: <b>{ $ground }</b>.
banner-dismissed-said = كتب الإشراف: «⁨{ $reason }⁩» { $log }
banner-dismissed-log = القرار في السجل العلني: { $log }
banner-log = قراءة القرار
banner-embargoed = تطّلع عليها الشركة أولًا. تصير علنية تلقائيًا <b>{ $date }</b>.
banner-embargo-over = انتهت مدة اطلاع الشركة أولًا. تصير علنية بعد لحظات.
banner-embargo-ended = لا يراها إلا الشركة ومن قدّمها والإشراف. أُغلقت قبل يومها، فلا تصير علنية تلقائيًا.
banner-embargo-ended-yours = لا يراها إلا الشركة وأنت والإشراف. أُغلقت قبل يومها، فلا تصير علنية تلقائيًا.
banner-never-listed = أُغلقت في دقائقها الأولى، فليست في أي قائمة.
reopen-publishes-now = انتهت مدة اطلاع الشركة أولًا: عند إعادة فتحها تصير علنية فورًا.
reopen-publishes-at = عند إعادة فتحها تصير علنية تلقائيًا { $date }.
flag-hearing = { $flag } تقول ⁨{ $brand }⁩: <b>{ $ground }</b>. يمكن أن يرد هنا <b>⁨{ $person }⁩</b> حتى <b>{ $until }</b>؛ ثم يبت الإشراف.
flag-hearing-yours = { $flag } تقول ⁨{ $brand }⁩: <b>{ $ground }</b>. يمكنك الرد هنا حتى <b>{ $until }</b>. ثم يبت الإشراف.
flag-answered = { $flag } تقول ⁨{ $brand }⁩: <b>{ $ground }</b>. رد <b>⁨{ $person }⁩</b>، ويمكن أن يضيف حتى { $until }. يبت الإشراف.
flag-answered-yours = { $flag } تقول ⁨{ $brand }⁩: <b>{ $ground }</b>. وصل ردك، وتمكنك الإضافة حتى { $until }. يبت الإشراف.
flag-answered-over = { $flag } تقول ⁨{ $brand }⁩: <b>{ $ground }</b>. رد <b>⁨{ $person }⁩</b>. يبت الإشراف.
flag-answered-over-yours = { $flag } تقول ⁨{ $brand }⁩: <b>{ $ground }</b>. وصل ردك. يبت الإشراف.
flag-waits = { $flag } تقول ⁨{ $brand }⁩: <b>{ $ground }</b>. يبت الإشراف.
flag-said-by-brand = قالته الشركة
flag-words-erased = مُحي ما كتبته الشركة عن ذلك.
flag-brand-mistaken = إن كان ذلك خطأ، فيكفي قوله في رد هنا: يقرؤه الإشراف إلى جانب الاعتراض.
flag-heard = { $flag } تقول ⁨{ $brand }⁩: <b>{ $ground }</b>. كان أمام <b>⁨{ $person }⁩</b> وقت للرد حتى { $until }. يبت الإشراف.
flag-heard-yours = { $flag } تقول ⁨{ $brand }⁩: <b>{ $ground }</b>. كان أمامك وقت للرد حتى { $until }. يبت الإشراف.
flag-appealed = { $flag } تقول ⁨{ $brand }⁩: <b>{ $ground }</b>. رفض الإشراف ذلك، واستأنفت ⁨{ $brand }⁩. يبت شخص آخر من الإشراف، إن وُجد.
banner-provisional = في الدقائق العشر الأولى ليست في أي قائمة.
clock-first-human = أول رد من شخص بعد <b>{ $span }</b>
clock-first-human-said = أن شخصًا رد هو قول ⁨{ $host }⁩
clock-no-human = <b>لا رد من شخص بعد</b>
clock-hand-offs = حُوّلت <b>{ $count ->
    [one] مرة واحدة
    [two] مرتين
    [few] { $count } مرات
   *[other] { $count } مرة
}</b>
clock-reopened = أُعيد فتحها <b>{ $count ->
    [one] مرة واحدة
    [two] مرتين
    [few] { $count } مرات
   *[other] { $count } مرة
}</b>
clock-step = رُفعت إلى: <b>{ $step }</b>
legend-brand = بانتظار ⁨{ $brand }⁩ مدة { $span }
legend-person = بانتظار ⁨{ $person }⁩ مدة { $span }
legend-person-yours = بانتظارك مدة { $span }
would-return = مع نية الشراء من هناك مرة أخرى
would-not-return = من دون نية الشراء من هناك مرة أخرى
promise-by = وعد موعده { $day }
promise-pending = يحين موعده بعد { $span }
promise-broken = لم يُوفَ به
promise-kept = وُفي به، تقول الشركة
promise-kept-late = وُفي به متأخرًا، تقول الشركة
promise-refuted = لم يُوفَ به، يقول الطرف الشاكي
promise-refuted-yours = لم يُوفَ به، كما قلت
promise-confirmed = وُفي به
promise-confirmed-late = وُفي به، لكن متأخرًا
supporters = { $count ->
    [zero] لم يقل أحد آخر «لدي المشكلة نفسها»
    [one] شخص واحد لديه المشكلة نفسها
    [two] شخصان لديهما المشكلة نفسها
    [few] { $count } أشخاص لديهم المشكلة نفسها
    [many] { $count } شخصًا لديهم المشكلة نفسها
   *[other] { $count } شخص لديهم المشكلة نفسها
}
support-yours = وأنت منهم.
support-from-afar = من خادمك: يكفي الرد بـ #نفس_المشكلة.
post-person = ⁨<b>{ $name }</b>{ $host }⁩
post-brand = ⁨{ $brand }⁩، من دون اسم { $proof }
post-representative = <b>⁨{ $name }⁩</b> عن ⁨{ $brand }⁩ { $proof }
post-representative-role = <b>⁨{ $name }⁩</b>، ⁨{ $role }⁩ لدى ⁨{ $brand }⁩ { $proof }
post-said-by = بحسب ⁨{ $host }⁩
post-by = من ⁨{ $name }⁩
post-after = بعد { $span }
post-edited = مُعدّل
post-gone = مُحي هذا النص.
post-deleted = حذفته الشركة
post-first = نصه الأول
proof-mark = <span class="proof">✓ ⁨{ $domain }⁩</span>
proof-mark-named = <span class="proof weak">أضافه القائمون على الخادم، لم يُتحقق منه</span>

## The timeline

event-by = من ⁨{ $name }⁩
event-filed = قُدّمت
event-filed-pseudonym = قُدّمت باسم مستعار
event-retracted = حذفها من قدّمها
event-retracted-yours = محذوفة من طرفك
event-published = نُشرت
event-brand-notified = أُبلغت الشركة ({ $how })
event-acknowledged = اطّلع عليها وتولاها شخص معروف بالاسم
event-responded = رد
event-responded-unnamed = رد بلا اسم
event-responded-automated = رد آلي
event-response-edited = عُدّل رد
event-response-deleted = حُذف رد
event-labelled = وُضع وسم على رد
event-marked-elsewhere = وسم من قدّم الشكوى ردًا: يحيله إلى مكان آخر
event-marked-elsewhere-yours = وُسم رد من طرفك: يحيلك إلى مكان آخر
event-label-disputed = اعتراض على الوسم: { $label }
event-label-disputed-why = اعتراض على الوسم: { $label }. ⁨{ $reason }⁩
event-label-upheld = ثُبّت الوسم: { $label }
event-label-struck = أُزيل الوسم: { $label }
event-asked = سألت الشركة عن أمر
event-answered = أُجيب عن السؤال
event-commented = تعليق
event-handed-off = حُوّلت
event-handed-off-to = حُوّلت إلى ⁨{ $to }⁩
event-promised = وعد، موعده { $day }
event-promise-kept = وُفي بالوعد، تقول الشركة
event-promise-kept-late = وُفي بالوعد متأخرًا، تقول الشركة
event-promise-refuted = لم يُوفَ بالوعد، يقول الطرف الشاكي
event-promise-refuted-yours = لم يُوفَ بالوعد، كما قلت
event-promise-confirmed = وُفي بالوعد، يقول الطرف الشاكي
event-promise-confirmed-yours = وُفي بالوعد، كما قلت
event-promise-broken = لم يُوفَ بالوعد
event-resolution-offered = عُرض حل: { $outcome }
event-resolution-refused = رفضت الشركة
event-resolution-refused-why = رفضت الشركة: ⁨{ $reason }⁩
event-resolution-confirmed = محلولة، يقول الطرف الشاكي
event-resolution-confirmed-yours = محلولة، كما قلت
event-resolution-confirmed-rated = محلولة، يقول الطرف الشاكي: { $rating } من 10
event-resolution-confirmed-rated-yours = محلولة، كما قلت: { $rating } من 10
event-refusal-accepted = انتهى الأمر هنا، يقول الطرف الشاكي
event-refusal-accepted-yours = انتهى الأمر هنا، كما قلت
event-refusal-accepted-rated = انتهى الأمر هنا، يقول الطرف الشاكي: { $rating } من 10
event-refusal-accepted-rated-yours = انتهى الأمر هنا، كما قلت: { $rating } من 10
event-resolution-declined = لم تُحل، يقول الطرف الشاكي
event-resolution-declined-yours = لم تُحل، كما قلت
event-given-up = أُغلقت غير محلولة
event-given-up-rated = أُغلقت غير محلولة: { $rating } من 10
event-reopened = أُعيد فتحها
event-withdrawn = سُحبت
event-contested = اعتراض: { $ground }
event-contested-why = اعتراض: { $ground }. الشركة: «⁨{ $words }⁩»
event-contested-erased = اعتراض: { $ground }. مُحي ما كتبته الشركة عن ذلك.
event-contest-answered = رد على ما تعترض عليه الشركة: { $ground }
event-contest-upheld = كان الحق مع الشركة في اعتراضها: { $ground }
event-contest-rejected = لم يكن الحق مع الشركة في اعتراضها: { $ground }
event-dismissed = استُبعدت: { $ground }
event-appealed = استئناف من { $side }
event-reinstated = أُعيدت إلى ما كانت عليه
event-escalated = رُفعت: { $step }
event-corrected = صحّحها من كتبها
event-erased = مُحيت نصوص
event-linked-to-problem = رُبطت بمشكلة معروفة
event-brand-reassigned = نُقلت من ⁨{ $from }⁩ إلى ⁨{ $to }⁩
event-supported = المشكلة نفسها
event-support-withdrawn = سُحب «لدي المشكلة نفسها»
event-kudos = أفاد رد شخصًا
event-proof-tier-set = إثبات الشراء: { $tier }
event-reminded = تذكير بعد { $day ->
    [one] يوم واحد
    [two] يومين
    [few] { $day } أيام
    [many] { $day } يومًا
   *[other] { $day } يوم
}
event-lapsed = انقضت بلا جواب
event-asked-again = سؤال: هل ما زالت محلولة؟
event-closed-unanswered = أُغلقت: 60 يومًا بلا رد ذي مضمون
event-brand-reminded = ذُكّرت الشركة بعد { $day ->
    [one] يوم واحد
    [two] يومين
    [few] { $day } أيام
    [many] { $day } يومًا
   *[other] { $day } يوم
}
event-untold = أُبلغ الطرف الشاكي أن لا أحد من الشركة يقرأ هنا
event-untold-yours = أُبلغت أن لا أحد من الشركة يقرأ هنا
event-comment-edited = عدّل تعليقًا من كتبه
event-comment-deleted = سحب تعليقًا من كتبه
event-comment-hidden = أزال الإشراف تعليقًا: { $ground }
event-comment-shown = أعاد الإشراف تعليقًا
event-step-worked = حُلّت بعد رفعها: { $step }
event-withdrawn-settled = سُحبت: تمت تسوية الأمر
event-withdrawn-unsettled = سُحبت: لم تتم تسوية الأمر
event-withdrawn-unsettled-condition = سُحبت: لم تتم التسوية، وطلبت الشركة السحب
event-withdrawn-unsaid-condition = سُحبت: طلبت الشركة ذلك، ولم يُذكر هل تمت التسوية
event-withdrawn-condition = سُحبت: تمت التسوية، وطلبت الشركة السحب في المقابل
event-complainant-gone = حذف من قدّمها حسابه
event-newer = ⁨{ $kind }⁩: أحدث مما يعرفه هذا الخادم

## Deeds

deed-confirm = نعم، تم الحل
deed-rate = إعطاء تقييم
deed-decline = لا، لم يتم
deed-accept-refusal = أقبل أن ينتهي الأمر هنا
deed-reject-refusal = لا، لا أقبل ذلك
deed-give-up = إغلاقها غير محلولة
deed-give-up-hint = عند عدم الرغبة في المتابعة
deed-reopen = لم تُحل: إعادة فتح
deed-withdraw = سحب الشكوى
deed-withdraw-hint = تراجعك عنها
deed-retract = حذفها (خلال الساعة الأولى، ما دام لم يحدث شيء)
deed-publish = النشر الآن
deed-appeal = استئناف
deed-support = لدي المشكلة نفسها
deed-unsupport = لم تعد لديّ هذه المشكلة
deed-thank = أفادني هذا الرد
deed-mark-elsewhere = هذا الرد يحيلني إلى مكان آخر
mark-elsewhere-hint = يطلب استعمال نموذج أو مكتب أو قناة أخرى، أو رواية كل شيء من جديد، بدلًا من المساعدة هنا. الوسم علني، ولا يعود الرد يُحسب ردًا من شخص. يمكن أن تعترض الشركة على الوسم؛ ثم يبت الإشراف. لا يمكن التراجع عنه.
mark-elsewhere-do = وسم هذا الرد
deed-comment = إرسال
deed-respond = رد
deed-acknowledge = تأكيد الاستلام
deed-hand-off = تحويل
deed-contest = اعتراض
deed-answer-contest = الرد على قول الشركة
deed-keep-promise = تم الوفاء بالوعد
deed-confirm-promise = نعم، وُفي به
deed-refute-promise = لا، لم يُوفَ به
deed-hide = إخفاء هنا
deed-unhide = إظهار من جديد
deed-dismiss = استبعاد
deed-reinstate = إعادتها إلى ما كانت عليه
rate-how = كيف كان تصرف الشركة، من 0 إلى 10؟
rate-worst = 0: سيئ
rate-best = 10: جيد جدًا
rate-return = هل توجد نية للشراء من هناك مرة أخرى؟
rate-free = الرقم والسؤال الثاني اختياريان. يمكن التقييم مرة ثانية خلال 30 يومًا: يُحسب التقييم اللاحق، ويظهر الأول إلى جانبه.
decline-why = ما الذي ينقص أو لا يصح؟
publish-what = لا يراها حتى الآن إلا الشركة والإشراف. تصير علنية تلقائيًا عند انتهاء المدة. ويمكن نشرها الآن.
reopen-why = ماذا حدث؟
confirm-solved-by = من حلّها؟
confirm-got = علامَ حصلت؟
confirm-got-choose = يُرجى الاختيار
confirm-got-offered = (ما عرضته الشركة)
confirm-got-none = لا شيء من هذا
withdraw-settled = هل تمت تسوية الأمر نفسه؟
withdraw-condition = هل طلبت الشركة السحب في المقابل؟
appeal-why = ما الخطأ في القرار؟
appeal-once = يمكن الاستئناف مرة واحدة. يقرؤه مشرف لم يقرر هنا شيئًا من قبل، إن وُجد.
answer-text = ردك
answer-hint = ما رواه الطرف الشاكي في هذه الصفحة. يُرجى الرد على ذلك من دون سؤال عنه مرة أخرى.
answer-name = اسمك
answer-role = وظيفتك
answer-named = لا يُعد ردًا إلا ما وُقّع باسم شخص. وإن تُرك الاسم فارغًا نُشر بلا اسم.
answer-and = ما هذا الرد؟
answer-only = رد فقط
answer-only-hint = تبقى الشكوى في قائمتك.
answer-ask = سؤال إلى الطرف الشاكي
answer-ask-hint = يصير الدور عليه حتى يجيب.
answer-offer = عرض حل أو الرفض
answer-offer-hint = لا يقول إنها حُلّت إلا الطرف الشاكي. { $count ->
    [zero] لم يبقَ أي عرض
    [one] بقي عرض واحد
    [two] بقي عرضان
    [few] بقيت { $count } عروض
    [many] بقي { $count } عرضًا
   *[other] بقي { $count } عرض
}.
answer-outcome = كيف
answer-reason = عند الرفض: السبب
answer-promise = وعد بالتصرف في موعد محدد
answer-promise-hint = خلال 90 يومًا على الأكثر. الوعد الذي لا يُوفى به يظهر كذلك.
answer-promise-day = يوم الوعد
answer-send = إرسال الرد
acknowledge-what = إعلان أن شخصًا معروفًا بالاسم يتولاها. لا يُعد ذلك ردًا أبدًا.
handoff-to = إلى من
contest-ground = السبب
contest-which = لأي سبب؟
contest-uphold = الشركة على حق: استبعاد الشكوى
contest-reject = رفض
comment-answer = الرد على سؤال الشركة
comment-own = إضافة شيء
comment-join = إضافة تعليق
comment-again-see = عرضه في الصفحة
comment-anyway = إرساله مرة أخرى رغم ذلك
comment-text = نصك
markdown-hint = يمكن استعمال Markdown: ⁨*emphasis*⁩ للتشديد، والروابط والقوائم.
limit-chars = بحد أقصى { $max } حرف.
goes-as = ما ترسله هنا يُنشر باسم ⁨{ $handle }⁩.
talk-join = المشاركة
talk-sign-in = الدخول للتعليق
talk-from-afar = أو الرد من خادمك: الرد العلني على هذه الشكوى يظهر هنا، ما لم يكن حسابك مقيّدًا هنا أو خادمك محظورًا.
report-title = الإبلاغ عن هذه الشكوى
report-why = ما المشكلة فيها؟
report-note = ما الذي ينبغي أن يعرفه الإشراف؟
report-choose = يُرجى اختيار سبب
report-reason-missing = يُرجى اختيار سبب البلاغ. لم يُرسل شيء بعد.
report-send = إرسال البلاغ
report-sign-in = البلاغات متاحة بعد الدخول، أو من خادمك.
report-by = بلاغ من ⁨{ $handle }⁩
report-reason-abuse = إساءة أو مضايقة
report-reason-private = معلومات خاصة عن أحد
report-reason-wrong-brand = عن شركة أخرى
report-reason-not-genuine = لم يحدث ذلك
report-reason-advertising = إعلان
report-reason-other = شيء آخر
report-reason-look-alike = يشبه شركة مُثبتة
report-reason-name-alike = اسمها كاسم شركة أخرى
moderate-title = الإشراف
moderate-reason = السبب، علنًا
hide-hint = تختفي من هذا الخادم فقط. لا يتغير أي رقم.
dismiss-hint = تُغلق الشكوى للجميع، لهذا السبب. يمكن أن يستأنف كل طرف لم يستأنف من قبل.

## Proof

proof-title = سجل هذه الشكوى
proof-lead = كل خطوة سطر أدناه، مع بصمة بياناتها الخام. يذكر كل سطر بصمة السطر الذي قبله، فلا يمكن تغيير سطر أو حذفه أو إضافته من دون أن تكشفه بقية السطور. النصوص والأسماء محفوظة إلى جانب السطور ويمكن محوها؛ وتبقى السطور كاملة.
proof-home = محفوظة على
proof-events = الخطوات
proof-head = أحدث بصمة
proof-chain = السجل
proof-chain-intact = كامل ولم يتغير (تم التحقق الآن)
proof-chain-broken = غير كامل، أو تغيّر: شيء هنا لا يطابق ما سُجّل
proof-machine = للبرامج
proof-history = السجل بصيغة ⁨JSON⁩
proof-erased = مُحي نص لهذه الخطوة
proof-stored = البيانات الخام
proof-how = للتحقق الذاتي: قيمة ⁨SHA-256⁩ للبيانات الخام لكل سطر هي بصمته، وحقله «⁨previous⁩» هو بصمة السطر الذي قبله.
trust-refetchable = يؤكده منشور من كتبه نفسه، { $address }
trust-home = يؤكده الخادم الأصلي وحده
party-commenter = معلّق { $number }
party-moderator = مشرف { $number }
party-home = الخادم الأصلي

## Boards

boards-lead = يمكن لأي شخص فتح صفحة لشركة. ولا تلزم موافقة الشركة.
boards-find = بحث
boards-none = لا توجد صفحة كهذه بعد. تُنشأ حين تُقدَّم شكوى.
boards-near = لا شركة هنا باسم «⁨{ $name }⁩». هذه أسماء قريبة منه:
board-waiting = { $count ->
    [zero] لا أحد ينتظر
    [one] شكوى واحدة تنتظر
    [two] شكويان تنتظران
    [few] { $count } شكاوى تنتظر
   *[other] { $count } شكوى تنتظر
}
board-summary = { $count ->
    [zero] لا شكاوى
    [one] شكوى واحدة
    [two] شكويان
    [few] { $count } شكاوى
   *[other] { $count } شكوى
}، في الانتظار منها الآن { $waiting }
board-description = شكاوى علنية عن ⁨{ $brand }⁩، وكيف ترد ⁨{ $brand }⁩ عليها.
board-no-voice = لا أحد يتحدث باسم الشركة هنا.
board-follow = متابعة من خادمك
board-follow-how = يمكن البحث عن ⁨{ $handle }⁩ في خادمك ومتابعته: تصلك الشكاوى والردود والنتائج. ولتقديم شكوى تكفي الإشارة إليه في منشور.
board-complain = تقديم شكوى عن ⁨{ $brand }⁩
board-answers = كيف ترد ⁨{ $brand }⁩
board-too-early = الشكاوى لا تكفي للحكم بعد.
board-threads = الشكاوى
board-threads-none = لا شكاوى هنا.
board-elsewhere = شكاوى إلى الجهة الرقابية (⁨CFPB⁩)
board-elsewhere-all = كل الشكاوى إلى الجهة الرقابية
elsewhere-lead = شكاوى عن هذه الشركة إلى الجهة الرقابية الأمريكية (⁨CFPB⁩)، { $window }. لم تُقدَّم هنا ولا تدخل في أي رقم أعلاه.
elsewhere-records = الشكاوى
elsewhere-in-time = رُد عليها في الموعد
elsewhere-relief = انتهت بتعويض، من التي أُغلقت
elsewhere-disputed = اعترض عليها الطرف الشاكي
elsewhere-of = { $part } من { $count }
elsewhere-plot = شكاوى إلى الجهة الرقابية، { $window }: أقصاها { $highest } في شهر واحد
elsewhere-bar = { $month }: { $count }
elsewhere-topics = موضوعاتها، { $window }
voice-speaks = الحساب المتحدث هنا: ⁨{ $handle }⁩
voice-named = أضافه القائمون على الخادم، النطاق غير مُتحقَّق منه
voice-well-known = مُتحقَّق منه بملف على نطاقها نفسه، آخر تحقق { $at }
voice-until = كان مُتحقَّقًا منه حتى { $at }
voice-missing = لم يُعثر عليه منذ { $since }
voice-never = غير مُتحقَّق منه
figure-median = أول رد من شخص، النصف خلال
figure-ninetieth = أول رد من شخص، تسعة من عشرة خلال
figure-wait-rest = من { $count ->
    [zero] 0 شكاوى
    [one] شكوى واحدة
    [two] شكويين
    [few] { $count } شكاوى
   *[other] { $count } شكوى
} أُبلغت بها الشركة، بما فيها المنتظرة
figure-longer = أكثر من { $span }
figure-too-few = العدد لا يكفي للحكم
figure-answered = رد عليها شخص معروف بالاسم
figure-answered-rest = { $count } من { $all ->
    [zero] 0 شكاوى
    [one] شكوى واحدة
    [two] شكويين
    [few] { $all } شكاوى
   *[other] { $all } شكوى
}. ما لا رد عليه يُحسب بعد 48 ساعة.
figure-solved = حلّتها الشركة، بحسب الناس
figure-solved-rest = { $count } من { $all ->
    [zero] 0 شكاوى
    [one] شكوى واحدة
    [two] شكويين
    [few] { $all } شكاوى
   *[other] { $all } شكوى
} مغلقة
figure-solved-parts = { $rest }: { $parts }
figure-part-solved-by-brand = { $count } حلّتها الشركة
figure-part-solved-otherwise = { $count } حُلّت، لكن ليس من الشركة
figure-part-unresolved = { $count } غير محلولة
figure-part-unanswered = { $count } أُغلقت بلا رد
figure-part-withdrawn-unsettled = { $count } سُحبت بعد تصرف الشركة ولم تُذكر تسوية
figure-part-lapsed-against = { $count } انقضت بعد رفض عرض أو رفض من الشركة
figures-window = شكاوى قُدّمت هنا، من ⁨{ $from }⁩ إلى ⁨{ $to }⁩. دون 10 شكاوى لا يُعرض رقم، بل العدد فقط.
figures-untold = { $count ->
    [zero] لا شكوى خارج هذه الأرقام
    [one] شكوى واحدة لا تدخل في هذه الأرقام
    [two] شكويان لا تدخلان في هذه الأرقام
    [few] { $count } شكاوى لا تدخل في هذه الأرقام
   *[other] { $count } شكوى لا تدخل في هذه الأرقام
}: لم يُبلّغ أحد الشركة بها بعد.
figures-repeated = { $count ->
    [zero] لا شكوى أخرى
    [one] شكوى أخرى واحدة
    [two] شكويان أخريان
    [few] { $count } شكاوى أخرى
   *[other] { $count } شكوى أخرى
} ممن سبقت له شكوى هنا خلال 30 يومًا قبلها، لا تُحسب.
figures-unanswered = { $count ->
    [zero] لم تُغلق أي شكوى
    [one] أُغلقت شكوى واحدة
    [two] أُغلقت شكويان
    [few] أُغلقت { $count } شكاوى
   *[other] أُغلقت { $count } شكوى
} لعدم وصول رد ذي مضمون طوال 60 يومًا.
figures-withdrawn = { $count ->
    [zero] لم تُسحب أي شكوى
    [one] سُحبت شكوى واحدة
    [two] سُحبت شكويان
    [few] سُحبت { $count } شكاوى
   *[other] سُحبت { $count } شكوى
} بعد أن تصرفت الشركة.
figures-erased = { $count ->
    [zero] لا شكوى مُحي كلامها.
    [one] شكوى واحدة لا تظهر في قائمة كل الشكاوى: مُحي كلامها. تُحسب كغيرها، وتظهر في القوائم التي تقود إليها الأرقام.
    [two] شكويان لا تظهران في قائمة كل الشكاوى: مُحي كلامهما. تُحسبان كغيرهما، وتظهران في القوائم التي تقود إليها الأرقام.
    [few] { $count } شكاوى لا تظهر في قائمة كل الشكاوى: مُحي كلامها. تُحسب كغيرها، وتظهر في القوائم التي تقود إليها الأرقام.
   *[other] { $count } شكوى لا تظهر في قائمة كل الشكاوى: مُحي كلامها. تُحسب كغيرها، وتظهر في القوائم التي تقود إليها الأرقام.
}
figures-off-lists = { $count ->
    [zero] لا شكوى خارج القوائم.
    [one] شكوى واحدة لا تظهر في أي قائمة: أخفاها الإشراف هنا أو أبقى خادمها خارج القوائم. تُحسب كغيرها.
    [two] شكويان لا تظهران في أي قائمة: أخفاهما الإشراف هنا أو أبقى خادميهما خارج القوائم. تُحسبان كغيرهما.
    [few] { $count } شكاوى لا تظهر في أي قائمة: أخفاها الإشراف هنا أو أبقى خوادمها خارج القوائم. تُحسب كغيرها.
   *[other] { $count } شكوى لا تظهر في أي قائمة: أخفاها الإشراف هنا أو أبقى خوادمها خارج القوائم. تُحسب كغيرها.
}
figures-withdrawn-settled = { $count } منها تمت تسويتها على قول أصحابها، فلا تُحسب للشركة ولا عليها.
figures-lapsed = { $count ->
    [zero] لم تنقضِ أي شكوى
    [one] انقضت شكوى واحدة
    [two] انقضت شكويان
    [few] انقضت { $count } شكاوى
   *[other] انقضت { $count } شكوى
} إذ بقي عرض للشركة أو سؤال منها بلا جواب. لا تُحسب للشركة ولا عليها.
figures-broken = { $count ->
    [zero] لا شكوى
    [one] شكوى واحدة
    [two] شكويان
    [few] { $count } شكاوى
   *[other] { $count } شكوى
} فيها وعد لم يُوفَ به في موعده، أو قيل إنه لم يُوفَ به.
board-answered-claimed = { $count ->
    [zero] لا شكوى محفوظة
    [one] شكوى واحدة محفوظة
    [two] شكويان محفوظتان
    [few] { $count } شكاوى محفوظة
   *[other] { $count } شكوى محفوظة
} على خوادم أخرى ليست في هذه القائمة: أن شخصًا رد هو قول تلك الخوادم وحدها.
filter-ended-solved-by-brand = حلّتها الشركة
filter-ended-closed = مغلقة ومحسوبة
filter-ended-solved-untold = محلولة ولم يُذكر من حلّها
filter-ended-unanswered = أُغلقت بلا رد
filter-ended-lapsed = منقضية لا تُحسب لأحد
filter-ended-withdrawn-after = مسحوبة بعد تصرف الشركة
filter-ended-withdrawn-settled = مسحوبة مع تسوية
filter-broken = وعد لم يُوفَ به
card-solved-otherwise = حُلّت، لكن ليس من الشركة
figures-elsewhere = { $count ->
    [zero] لا شكوى محفوظة على خادم آخر.
    [one] شكوى واحدة محفوظة على خادم آخر. تظهر أدناه ولا تُحسب هنا.
    [two] شكويان محفوظتان على خوادم أخرى. تظهران أدناه ولا تُحسبان هنا.
    [few] { $count } شكاوى محفوظة على خوادم أخرى. تظهر أدناه ولا تُحسب هنا.
   *[other] { $count } شكوى محفوظة على خوادم أخرى. تظهر أدناه ولا تُحسب هنا.
}
front-humans = شركات ترد جيدًا
front-humans-none = ليست أي منها كذلك حاليًا.
front-humans-rule = يُنظر في { $looked } شركة قيل عن شكاواها «حُلّت» أكثر من غيرها مؤخرًا. هنا منها شركات رد فيها شخص معروف بالاسم على { $percent } من كل 100 شكوى على الأقل، وعلى تسع من كل عشر خلال { $days } أيام. ولا تظهر شركات شكاواها أقل من { $min }.
humans-solved = حلّت الشركة { $count } من { $all } من الشكاوى المغلقة
humans-median = وصل الرد خلال { $span } إلى نصف { $count ->
    [zero] الأشخاص
    [one] شخص واحد
    [two] شخصين
    [few] { $count } أشخاص
    [many] { $count } شخصًا
   *[other] { $count } شخص
}
figure-rating = متوسط التقييم من 10
figure-rating-rest = من { $count ->
    [zero] 0 أشخاص
    [one] شخص واحد
    [two] شخصين
    [few] { $count } أشخاص
    [many] { $count } شخصًا
   *[other] { $count } شخص
}
filter-all = الكل
filter-answered = رد عليها شخص
filter-rated = مع تقييم
filter-waiting = بانتظار الشركة
follow-go = متابعة
follow-go-to = الانتقال إلى ⁨{ $server }⁩
follow-title = من خادمك
follow-lead = يُكتب هنا حسابك على Mastodon (أو غيره)؛ ثم ننقلك إلى خادمك للتأكيد.
follow-search = للبحث عن هذا في خادمك:

## Filing

file-heading = تقديم شكوى
file-lead = خمس خطوات قصيرة. لا يُنشر شيء قبل إرساله.
file-who = من؟
file-brand = الشركة أو موقعها
file-brand-hint = إن لم يشتكِ منها أحد بعد، تُنشأ صفحة الشكاوى من أجلك.
file-brand-missing = يلزم ذكر الشركة المقصودة.
file-brand-several = يلزم اختيار المقصودة من هذه.
file-brand-unknown = لا أحد هنا يعرف هذا الاسم. يُكتب بدلًا منه موقع الشركة، مثل ⁨acme.com⁩.
file-brand-empty = يُكتب اسم الشركة، أو موقعها، مثل ⁨acme.com⁩.
file-brand-near = لا أحد هنا يعرف هذا الاسم. هل هي إحدى هذه؟ وإلا يُكتب موقع الشركة، مثل ⁨acme.com⁩.
file-brand-near-domain = لم يشتكِ أحد هنا من هذا الموقع من قبل. هل المقصود أحد هذه؟ وإلا فيُرجى اختيار الجديد.
file-brand-by-address = هذا عنوان بريد إلكتروني. إن كانت هذه هي الشركة المقصودة، فيلزم اختيارها.
file-brand-address = هذا عنوان، وليس عنوان صفحة شكاوى لشركة. يُكتب اسم الشركة أو موقعها، مثل ⁨acme.com⁩.
file-brand-new = جديدة هنا: تُنشأ صفحة الشكاوى عند التقديم
file-find = بحث
file-found = المقصودة
file-product = المنتج أو الخدمة
file-what = ماذا حدث؟
file-text = ما حدث، بكلماتك
file-text-hint = ما الذي اشتريته، وما الخلل، ومنذ متى. الجميع يقرأ هذا، فلا تُكتب أرقام طلبات ولا عناوين. يمكن استعمال ⁨Markdown⁩.
file-title = العنوان
file-title-hint = يؤخذ من جملتك الأولى إن تُرك فارغًا.
file-language = لغة ما كتبته
file-language-found = تُعرف من النص
file-tried = ماذا جُرّب من قبل؟
file-tried-hint = سطر لكل مرة جرى فيها الاتصال بالشركة. يمكن للجميع قراءته، فلا حاجة إلى أن تسأل الشركة من جديد. الرقم المرجعي يكشف للشركة من أنت. يُترك فارغًا إن لم يسبق الاتصال بها.
contact-number = الاتصال { $number }
contact-channel = كيف
contact-date = متى
contact-minutes = الدقائق
contact-minutes-wrong = يلزم ذكر المدة، مثل ⁨45⁩ أو ⁨45 min⁩ أو ⁨1.5 h⁩.
contact-date-future = لم يأتِ ذلك اليوم بعد.
contact-date-past = ذلك اليوم قبل أكثر من { $years } سنة. هل السنة صحيحة؟
contact-date-wrong = يُكتب اليوم هكذا: ⁨2026-01-31⁩.
contact-reference = الرقم المرجعي
contact-demanded = ما طُلب منك
contact-add = اتصال آخر
contact-on = ⁨{ $channel }⁩، { $day }
contact-reference-is = الرقم المرجعي ⁨{ $reference }⁩
channel-phone = هاتف
channel-email = بريد إلكتروني
channel-chat = دردشة
channel-form = نموذج
channel-shop = حضوريًا
channel-letter = رسالة بريدية
channel-social = وسائل التواصل
channel-other = طريقة أخرى
file-wants = ما الذي يصلح الأمر؟
file-amount = المبلغ المعني
file-amount-wrong = يُكتب المبلغ بالأرقام، مثل 189 أو 189.50.
file-amount-whole = لا كسور في ⁨{ $currency }⁩. يُكتب عدد صحيح، مثل 189.
file-amount-fine = بعد العلامة أكثر من رقمين. يُكتب رقمان على الأكثر، مثل 189.50.
file-amount-large = هذا أكثر مما يتسع له هذا الحقل: { $max } على الأكثر. تمكن مراجعة العلامة، فلعلها ناقصة.
file-amount-unclear = قد يعني هذا { $large } أو { $small }. يُكتب { $large } دون علامة فيه، أو رقمان بعد العلامة.
file-currency-other = في المبلغ عملة غير العملة المختارة هنا.
file-currency-wrong = يُرجى اختيار عملة المبلغ.
file-currency = العملة
file-how = كيف تُنشر؟
file-identity = بأي اسم
file-handle-hint = يراه الجميع.
file-pseudonym = اسم مستعار لهذه الشكوى فقط
file-pseudonym-hint = لا يمكن لأحد في الخارج ربطه بك.
file-opening = متى
file-now = النشر الآن
file-brand-first = الشركة أولًا
file-brand-first-hint = تصير علنية تلقائيًا عند انتهاء المدة، ما لم تُحل أو تُسحب قبل ذلك.
file-embargo-hours = لمدة
file-preview = معاينة
file-throw-away = التخلص منها
file-preview-title = كما سيراها الجميع
file-preview-pseudonym = اسم مستعار
file-preview-later = الاسم الذي تختاره بعد تسجيل الدخول
file-send = تقديم الشكوى
file-after = تصير علنية فورًا وتصل إلى كل من يتابع صفحة الشكاوى. يمكن حذفها خلال الساعة الأولى ما دام لم يحدث فيها شيء بعد.
file-after-embargo = تصير علنية فورًا وتصل إلى كل من يتابع صفحة الشكاوى. وإن اخترت «الشركة أولًا» فلا يحدث ذلك إلا بعد انقضاء المدة التي تختارها. يمكن حذفها خلال الساعة الأولى ما دام لم يحدث فيها شيء بعد.
file-after-private = لا يراها أولًا إلا الشركة وأنت والإشراف. وتصير علنية تلقائيًا { $day } وتصل إلى كل من يتابع صفحة الشكاوى، ما لم تُحل أو تُسحب قبل ذلك. يمكن حذفها خلال الساعة الأولى ما دام لم يحدث فيها شيء بعد.
file-again = قدّمت هذه الشكوى قبل لحظات، فلم تُقدَّم مرة ثانية.
file-again-see = عرض ما قدّمته
file-anyway = تقديمها مرة أخرى رغم ذلك
file-sign-in = يلزم الدخول لتقديمها. ما كتبته محفوظ.

## Accounts

login-member = الأعضاء
login-name = الاسم
login-password = كلمة المرور
login-new = أول مرة هنا؟
login-register = الانضمام
login-wrong = الاسم أو كلمة المرور غير صحيح.
login-objection = لم يُرسل تظلمك بعد. يُرسل مع كلمة المرور الصحيحة.
login-guest = من خادم آخر
login-guest-lead = لديك حساب على Mastodon أو Lemmy أو أي مكان في الفديفرس (Fediverse)؟ يصلك هناك رابط لمرة واحدة في رسالة مباشرة.
login-handle = حسابك هناك
login-handle-wrong = يُكتب هكذا: ⁨@name@server⁩. أعضاء هذا الخادم يدخلون بكلمة المرور.
login-send-link = إرسال الرابط إليّ
guest-sent-title = الرابط في الطريق
guest-sent = إن كان ⁨{ $handle }⁩ موجودًا، فإننا نرسل إليه رسالة مباشرة الآن. يُفتح الرابط في هذا المتصفح خلال { $minutes ->
    [one] دقيقة واحدة
    [two] دقيقتين
    [few] { $minutes } دقائق
   *[other] { $minutes } دقيقة
}.
guest-confirm = الدخول هنا باسم ⁨{ $handle }⁩؟
guest-dead-title = هذا الرابط لا يعمل
guest-dead = هو قديم جدًا، أو استُعمل من قبل، أو طُلب في متصفح آخر. يمكن طلب رابط جديد من صفحة الدخول.
guest-anew = طلب رابط جديد
guest-note = الدخول إلى ⁨{ $name }⁩: { $address } – يعمل الرابط مرة واحدة، لمدة 15 دقيقة، في المتصفح الذي طُلب منه. إن لم يكن الطلب منك، فيمكن تجاهل هذه الرسالة.
register-title = الانضمام
register-lead = اسم وكلمة مرور، لا غير.
register-name-hint = من { $min } إلى { $max } من الحروف a إلى z والأرقام والشرطة السفلية. لا يمكن تغييره لاحقًا.
register-password-hint = 10 أحرف على الأقل. جملة كاملة خيار جيد.
register-forget = لا يوجد هنا بريد إلكتروني تُرسل إليه كلمة مرور جديدة. يحسن حفظها في مدير كلمات مرور.
register-go = الانضمام
register-closed = لا يقبل هذا الخادم أعضاء جددًا الآن. يمكن الدخول من خادم آخر، أو الإشارة من هناك إلى صفحة شكاوى.
account-name-form = يتكون الاسم من 2 إلى 30 من الحروف a إلى z والأرقام والشرطة السفلية.
account-name-reserved = هذا الاسم محجوز لأنه يشبه أسماء القائمين على هذا الخادم. يلزم اسم آخر.
account-name-taken = هذا الاسم مستعمل.
account-password-short = تحتاج كلمة المرور إلى 10 أحرف على الأقل.
account-password-long = كلمة المرور طويلة جدًا.
account-wrong-password = هذه ليست كلمة مرورك.
account-last-administrator = أنت آخر من يدير هذا الخادم. على القائمين على الخادم أن يعيّنوا شخصًا آخر أولًا: ⁨redress account role NAME administrator⁩
account-last-owner = أنت آخر مالك لحساب ⁨{ $brand }⁩. يلزم أولًا تعيين مالك آخر في صفحة المتحدثين باسمها، أو التخلي عن الحساب.
settings-member = حسابك هو ⁨{ $handle }⁩.
settings-guest = دخولك باسم ⁨{ $handle }⁩، من خادم آخر.
settings-filed = ما قدّمته هنا
settings-filed-lead = ومنه ما لا يقرؤه غيرك.
settings-language = اللغة
settings-language-which = لغة هذا الموقع
settings-language-browser = بحسب المتصفح
settings-language-here = اخترت { $language } في أسفل إحدى الصفحات. يسري هذا في هذا المتصفح حتى تحفظ لغة هنا.
settings-password = كلمة المرور
settings-password-old = كلمة المرور الحالية
settings-password-new = كلمة المرور الجديدة
settings-password-others = يتم بعدها الخروج في كل مكان آخر.
quotes-title = اقتباسات من منشوراتك
quotes-lead = يمكن لخوادم أخرى اقتباس المنشورات العلنية. هنا من يفعل ذلك. عند سحب الإذن يُطلب من خوادمهم التوقف عن عرض منشورك داخل منشوراتهم.
quotes-none = لا أحد يقتبس منك.
quotes-quoted = منشورك
quotes-revoke = سحب الإذن
settings-out = الخروج
leave-title = حذف حسابك
leave-title-guest = حذف ما كتبته هنا
leave-words = تفقد شكاواك وتعليقاتك نصوصها وملفاتها واسمك. يبدأ ذلك فورًا.
leave-states = ما آلت إليه كل شكوى يبقى، من دونك: هل رُد عليها، وكيف انتهت.
leave-servers = يُطلب من الخوادم التي قد تكون لديها نسخ أن تحذفها. قد لا يفعل بعضها.
leave-names = يشمل ذلك الشكاوى المقدمة باسم مستعار. تُحذف في اللحظة نفسها، فقد يخمّن من يراقب عن قرب أنها لشخص واحد.
leave-handle = يتم الخروج في كل مكان، ولا يمكن لأحد الدخول باسم ⁨{ $handle }⁩ من جديد. يبقى الاسم محجوزًا كي لا ينتحله أحد.
leave-guest = حسابك ⁨{ $handle }⁩ على خادم آخر ويبقى هناك. يتم الخروج هنا.
leave-for-good = تبقى ردود الشركات، ومنها ما كتبته باسم شركة. وتبقى بلاغاتك لدى الإشراف، بلا اسمك ولا نصك. لا يمكن التراجع عن هذا.
leave-password = كلمة مرورك
leave-button = حذف نهائي
profile-since = هنا منذ { $day }
profile-filed = شكاوى قُدّمت بهذا الاسم
profile-none = لا شيء علنيًا حتى الآن.
profile-yours = قائمة لك وحدك
profile-yours-lead = ما قدّمته باسم مستعار، وما لا يقرؤه غيرك.

## Desk

desk-lead = { $count ->
    [zero] لا شكوى تنتظر ⁨{ $brand }⁩ هنا.
    [one] شكوى واحدة تنتظر ⁨{ $brand }⁩ هنا.
    [two] شكويان تنتظران ⁨{ $brand }⁩ هنا.
    [few] { $count } شكاوى تنتظر ⁨{ $brand }⁩ هنا.
   *[other] { $count } شكوى تنتظر ⁨{ $brand }⁩ هنا.
}
desk-first = { $count ->
    [zero] لا شيء يظهر هنا.
    [one] تظهر هنا الأطول انتظارًا.
    [two] تظهر هنا الشكويان الأطول انتظارًا.
    [few] تظهر هنا { $count } شكاوى هي الأطول انتظارًا.
   *[other] تظهر هنا { $count } شكوى هي الأطول انتظارًا.
}
desk-no-brand = ليس لك بعد الرد باسم أي شركة.
desk-silent = حسابك لا يتحدث هنا حاليًا باسم ⁨{ $brand }⁩: لا شيء يثبت ذلك. ترى ما يراه الجميع، وما تكتبه يُحسب لك وحدك. ما زال الناس ينتظرون، ووقتهم ما زال يُحسب.
desk-silent-link = عرض ما وُجد والتحقق مرة أخرى
desk-queue = في الانتظار، الأطول أولًا
desk-empty = لا أحد ينتظر. عمل جيد.
desk-offered = بانتظار الطرف الشاكي
desk-told = ما قاله لك العميل
desk-nothing = لا يمكن فعل شيء هنا الآن.
desk-private = خاصة حتى { $at }: لا يراها ولا يرى ردك غيرك ومن قدّمها والإشراف. بعد ذلك تصير علنية تلقائيًا.
desk-private-ended = خاصة: لا يراها ولا يرى ردك غيرك ومن قدّمها والإشراف.
card-private = خاصة حتى { $at }
card-private-ended = خاصة
desk-choose = عند اختيار شكوى تُفتح هنا، مع كل ما قاله الطرف الشاكي.
desk-other = خطوات أخرى
told-by = من
told-product = المنتج
told-wants = المطلوب
told-amount = المبلغ المعني

## Moderation and administration

moderation-lead = { $count ->
    [zero] لا شيء ينتظر البت.
    [one] حالة واحدة تنتظر البت. القرار علني، مع سببه.
    [two] حالتان تنتظران البت. القرار علني، مع سببه.
    [few] { $count } حالات تنتظر البت. القرار علني، مع سببه.
   *[other] { $count } حالة تنتظر البت. القرار علني، مع سببه.
}
moderation-none = لا شيء للبت فيه.
moderation-forward = إرسال البلاغ أيضًا إلى خادم من كتب هذا؛ من دون ذكر صاحب البلاغ
moderation-decide = بت
log-title = سجل الإشراف
log-lead = كل ما قرره إشراف هذا الخادم، وأسبابه.
log-check = كيفية التحقق من هذا السجل
log-check-chain = كل قرار سطر له رقم. يحمل السطر بصمة السطر الذي قبله، فلا يمكن تغيير سطر أو حذفه أو إدخاله لاحقًا من دون أن تكشفه بقية السطور. في السجل المخصص للبرامج: قيمة ⁨SHA-256⁩ لحقل «⁨rd:core⁩» في السطر هي «⁨rd:hash⁩»، وحقله «previous» هو بصمة السطر الذي قبله، وكل نص يخص سطره: قيمة ⁨HMAC-SHA-256⁩ للنص مع ملحه هي الالتزام المذكور في core.
log-check-signed = كل صفحة من السجل المخصص للبرامج موقّعة من هذا الخادم بالمفتاح الذي ينشره حسابه (⁨FEP-8b32, eddsa-jcs-2022⁩؛ والإثبات يذكر المفتاح). من يحتفظ بأحدث بصمة يمكنه لاحقًا إثبات ما قاله السجل اليوم.
log-head = أحدث سطر
log-json = السجل بصيغة JSON، موقّعًا
log-none = لم يُقرَّر شيء حتى الآن.
log-a-complaint = شكوى
log-by = من ⁨{ $name }⁩
log-nothing = رُد البلاغ
log-hide = أُخفيت هنا
log-unhide = أُظهرت من جديد
log-dismiss = استُبعدت
log-reinstate = أُعيدت إلى ما كانت عليه
log-contest-upheld = كان الحق مع الشركة في اعتراضها
log-contest-rejected = لم يكن الحق مع الشركة في اعتراضها
log-label-upheld = ثُبّت الوسم
log-label-struck = أُزيل الوسم
admin-lead = تسري هذه الإعدادات خلال ثوانٍ قليلة.
admin-name = اسم هذا الخادم
admin-name-wrong = يلزم اسم من 100 حرف على الأكثر.
admin-description = الغرض منه
admin-description-hint = بصيغة Markdown. يظهر في صفحة التعريف بهذا الخادم.
admin-language = اللغة الافتراضية
admin-registrations = التسجيل مفتوح
admin-authorized-fetch = لا تجلب من هنا إلا الخوادم التي توقّع طلباتها
admin-authorized-fetch-hint = عندها لا تحصل الخوادم المحظورة على شيء. والخوادم التي لا توقّع أبدًا لا يمكنها أيضًا قراءة الشكاوى من هنا. تبقى الصفحات مفتوحة للجميع.
admin-rules = القواعد
admin-rules-hint = بصيغة Markdown. يمكن للجميع قراءتها.
admin-target = عدد الساعات حتى يُعد الرد متأخرًا
admin-target-wrong = عدد صحيح من الساعات من 1 إلى 720.
admin-zone = المنطقة الزمنية
admin-zone-hint = تُعرض الأوقات بحسبها، وتنتهي الأيام بحسبها: ومنها أيام الوعود.
admin-zone-wrong = مكان من قاعدة بيانات المناطق الزمنية، مثل ⁨Europe/Berlin⁩، أو UTC.
admin-contact = البريد الإلكتروني للقائمين على الخادم
about-title = عن ⁨{ $name }⁩
about-how = كيف يعمل
about-how-1 = تُقدَّم الشكوى مرة واحدة، علنًا. ويمكن للشركة أن ترد علنًا، بالاسم.
about-how-2 = يمكن للشركة عرض حل، لكن لا يقول إنه حل إلا من قدّم الشكوى. لا يغيّر ذلك أي إعداد.
about-how-3 = كل خطوة مسجلة؛ والخوادم التي تحمل صفحة الشكاوى تحفظ السجل أيضًا. لا شيء فيه يُشترى.
about-states = معاني الحالات
about-no-rules = لم يكتب القائمون على الخادم قواعد بعد.
about-contact = للتواصل
about-no-contact = لم يذكر القائمون على الخادم عنوانًا.
about-version = ⁨Redress { $version }⁩، برنامج حر برخصة AGPL.

## Other servers' boards

said-sent-elsewhere = أُرسل إلى الخادم الذي تُحفظ عليه هذه الشكوى. يظهر هنا حالما يسجله ذلك الخادم.
file-brand-elsewhere = تُرسل إشارةً علنية إلى ⁨@{ $handle }⁩
## Records: what others published
records-title = شكاوى عن ⁨{ $brand }⁩ إلى الجهة الرقابية
records-lead = شكاوى نشرها مكتب الحماية المالية للمستهلك في الولايات المتحدة (⁨CFPB⁩). لم تُقدَّم هنا ولا تدخل في أي رقم. وكل منها يقود إلى مصدره.
records-words = كلمات في الشركة أو الموضوع أو المشكلة
records-find = بحث
records-found = نتائج البحث
records-count = { $count ->
    [zero] لا شكاوى إلى الجهة الرقابية
    [one] شكوى واحدة إلى الجهة الرقابية
    [two] شكويان إلى الجهة الرقابية
    [few] { $count } شكاوى إلى الجهة الرقابية
   *[other] { $count } شكوى إلى الجهة الرقابية
}
records-only = فقط:
records-drop = من دون هذا
records-none = لا شكوى إلى الجهة الرقابية تطابق ذلك.
records-newer = الأحدث
records-older = الأقدم
records-months = الأشهر الاثنا عشر الأخيرة
months = من { $from } إلى { $to }
records-window = كل الشكاوى إلى الجهة الرقابية، { $window }
records-since = منذ { $month }
records-received = وردت في { $day }
records-timely-yes = رُد عليها في الموعد
records-timely-no = رُد عليها متأخرًا أو لم يُرد
records-timely-not-said = لم يُذكر هل كان في الموعد
records-disputed-yes = اعترض عليها الطرف الشاكي
records-disputed-no = بلا اعتراض
records-disputed-not-said = لم يُسأل عن الاعتراض
records-response-any-relief = أُغلقت بتعويض ما
records-response-monetary-relief = أُغلقت بمبلغ مالي
records-response-non-monetary-relief = أُغلقت بتعويض غير مالي
records-response-relief = أُغلقت بتعويض
records-response-explanation = أُغلقت بتوضيح
records-response-no-relief = أُغلقت بلا تعويض
records-response-closed = أُغلقت
records-response-in-progress = قيد المعالجة
records-response-untimely = لا رد في الموعد
records-response-not-said = لم تُذكر النتيجة
records-response-other = نتيجة أخرى

## Acting in threads of other servers

said-asked-home = أُرسل. يقرر الخادم الذي تُحفظ عليه هذه الشكوى، ويظهر جوابه هنا.
said-corrected = تصحيحك الآن في الصفحة.
said-erased = ما كتبته يُحذف الآن. تبيّن هذه الصفحة إلى أين وصل ذلك.
request-waiting = أُرسل إلى ⁨{ $home }⁩: «{ $deed }». بانتظار جوابه.
request-quiet = أُرسل إلى ⁨{ $home }⁩ قبل { $span }: «{ $deed }». لم يجب بعد. يُسأل من جديد حتى { $until }.
request-given-up = لم يجب ⁨{ $home }⁩ قط عن «{ $deed }» ولم يعد يُسأل. يمكن إرساله من جديد.
request-accepted = سجّل ⁨{ $home }⁩ «{ $deed }». يظهر ذلك هنا بعد لحظات.
request-refused = رفض ⁨{ $home }⁩ «{ $deed }»: { $rule }
request-no-reason = لم يذكر سببًا.
request-words = ما كتبته
deed-correct = تصحيح ما كتبته
deed-correct-hint = أو محوه
deed-erase = محو كل ما كتبته
deed-escalate = تصعيد
deed-delete-response = حذف الرد
deed-dispute-label = الاعتراض على الوسم
correct-title = العنوان
correct-text = ما حدث
deed-edit-response = تغيير الرد
deed-decide-label = البت في الوسم
deed-decide-contest = البت في اعتراض الشركة
deed-escalate-hint = إلى جهة أعلى
escalate-what = يرى الجميع إلى أي درجة رُفعت الشكوى، ومنهم من في الشركة. لا يمكن بعد ذلك الرجوع إلى درجة أدنى.
escalate-step = إلى من
escalate-reached = رُفعت حتى الآن إلى: { $step }
edit-response-hint = أو حذفه
edit-response-what = يُرسل النص الجديد إلى الخوادم التي وصلها. نصه الأول يبقى مقروءًا.
dispute-label-which = الوسم
dispute-label-why = لماذا لا يناسب؟
dispute-label-hint = علنًا. يبت الإشراف؛ وحتى ذلك الحين يُحسب الوسم.
decide-label-hint = إن أُزيل الوسم، يُحسب الرد كأنه لم يحمله قط.
label-uphold = إبقاء الوسم
label-strike = إزالة الوسم
trust-signed = موقّع بمفتاح من كتبه نفسه
refusal-private-reply = رسالتك كانت خاصة، فلا تُحسب. يُرجى الرد علنًا، أو الرد على هذه الرسالة مباشرة.
refusal-answer-unnamed = ردك منشور، لكنه لا يسمي أحدًا، فلا يُحسب ردًا من شخص. يُرجى أن ينتهي المنشور التالي بشرطة ثم اسم ثم وظيفة، مثل: ⁨— Ada Okoye, customer service⁩
refusal-several-commands = في منشورك أكثر من أمر، فلا يُحسب أي منها. يُرجى الرد من جديد بأمر واحد.
refusal-command-turned = لم يتضح لنا إن كان الأمر في منشورك مقصودًا، فلم يُحسب. إن كان مقصودًا، فيكفي الرد بالأمر وحده.
refusal-outcome-unclear = نُشر ردك، ولم يُعرض حل: لم نعرف أي حل هو. يكفي الرد بـ #تم_الحل مع إحدى هذه الكلمات: رد المبلغ، استبدال، إصلاح، توضيح، اعتذار، حل بديل. أو بـ #تم_الحل رفض مع أحد هذه الأسباب: غير مدعوم، غير مسؤول، لا صلاحية، سياسة.
refusal-outcome-unclear-form = اختر ما تعرضه.
refusal-day-unclear = نُشر ردك، ولم يُسجَّل وعد: لم نعرف اليوم. يكفي الرد بـ #وعد مع اليوم هكذا: ⁨2026-12-24⁩.
refusal-rating-unclear = الشكوى محسوبة محلولة، لكننا لم نستطع قراءة تقييمك. للتقييم يكفي الرد بـ #مؤكد مع رقم من 0 إلى 10، هكذا: ⁨9/10⁩.
refusal-last-rating-unclear = لم نستطع قراءة تقييمك، فلم يتغير شيء بعد. يكفي الرد بـ #استسلمت وحدها، أو مع رقم من 0 إلى 10، هكذا: ⁨3/10⁩.
refusal-private-filing = رسالتك لم تكن علنية، فليست شكوى. تصير كذلك بالإشارة إلى صفحة الشكاوى هذه في منشور علني.
refusal-machine-filing = الشكاوى يقدمها الأشخاص فقط. يقول هذا الحساب عن نفسه إنه ليس شخصًا، فمنشوره ليس شكوى.
refusal-own-board = لا تقدم الشركة شكوى عن نفسها، فهذا المنشور ليس شكوى. للرد على شكوى، اكتب ردًا عليها.
refusal-reply-filing = الرد لا يقدّم شكوى. لتقديم شكوى تكفي الإشارة إلى صفحة الشكاوى هذه في منشور مستقل ليس ردًا على شيء.
refusal-edited-command = أضفت أمرًا بتعديل منشور، وهذا لا يُحسب. يُرجى كتابته في رد جديد.
refusal-deleted-for-good = ما حذفته مُحي هنا نهائيًا ولا يمكن استرجاعه. إن أردت أن يُقرأ، فاكتبه من جديد.
refusal-stays-unresolved = هي مغلقة غير محلولة بالفعل، وتبقى كذلك. لإعادة فتحها يكفي الرد بـ #إعادة_فتح.
refusal-stays-unresolved-form = هي مغلقة غير محلولة بالفعل، وتبقى كذلك. إن أردت أن تتابع الشركة، فيمكن فتحها من جديد.
refusal-not-understood = لا يعرف هذا الخادم «⁨{ $given }⁩».
refusal-not-proven = الطلب غير موقّع من الحساب الذي يذكره.
refusal-clock-doubted = ساعة هذا الخادم غير صحيحة حاليًا، فلا يوقّع شيئًا. يرى القائمون عليه ذلك؛ تمكن المحاولة لاحقًا.
refusal-recovering = استُعيد هذا الخادم من نسخة احتياطية وهو يستكمل ما فاته. لا يقبل شيئًا حتى يتم ذلك؛ تمكن المحاولة لاحقًا.
notice-new-key = يستعمل ⁨{ $home }⁩ مفتاحًا جديدًا منذ { $at }، ولا يؤكده مفتاحه القديم. لا يُقبل منه شيء جديد حتى تقرر الإدارة هنا.
notice-recovering = يستعيد هذا الخادم بياناته من نسخة احتياطية منذ { $at }: يسأل الخوادم الأخرى عما كان قد أرسله إليها. لا يمكن فعل شيء هنا حتى يتم ذلك.
remark-appeal-waits = ينظر إشراف هذا الخادم في استئناف.
notice-recovering-waits = ما زال ينتظر ردّ: { $hosts }.
proof-versions = نسختان مختلفتان
proof-version = الخطوة { $number }: أرسل ⁨{ $source }⁩ نسخة أخرى منها، { $at }.
proof-version-signed = الخطوة { $number }: أرسل ⁨{ $source }⁩ نسخة أخرى منها، بتوقيع صفحة الشكاوى نفسها، { $at }.
proof-version-ours = الأولى، المحفوظة هنا
proof-version-theirs = الأخرى
admin-keys = مفاتيح جديدة لصفحات شكاوى على خوادم أخرى
admin-keys-hint = نثق بأول مفتاح نراه لصفحة الشكاوى. قبل الوثوق بمفتاح آخر يجب سؤال القائمين على ذلك الخادم بطريقة أخرى.
admin-key = تعرض ⁨{ $board }⁩ مفتاحًا جديدًا منذ { $at }. رفضنا ما وُقّع به: { $count ->
    [one] تحديث واحد
    [two] تحديثان
    [few] { $count } تحديثات
    [many] { $count } تحديثًا
   *[other] { $count } تحديث
}.
admin-trust-key = الوثوق بهذا المفتاح
admin-contradictions = خوادم أرسلت نسخًا مختلفة
admin-contradiction = أرسل ⁨{ $home }⁩ نسختين مختلفتين من { $count ->
    [one] شكوى واحدة
    [two] شكويين
    [few] { $count } شكاوى
   *[other] { $count } شكوى
}.
person-erased = شخص مُحي اسمه

search-lead = بحث بالكلمات في الشكاوى وصفحاتها، والأشخاص، وما قُدّم إلى الجهة الرقابية. أو لصق ⁨@name@server⁩ أو رابط.
search-words = كلمات، أو ⁨@name@server⁩، أو رابط
search-go = بحث
search-in-all = الكل
search-in-complaints = الشكاوى
search-in-boards = صفحات الشكاوى
search-in-people = الأشخاص
search-in-records = شكاوى إلى الجهة الرقابية
search-nothing = لم يُعثر على شيء.
search-open = فتح صفحته هنا
search-unknown = لا نعرف هذا الحساب بعد.
search-missed = لم يجب خادمه، أو يقول إنه لا يوجد شيء كهذا. قد يختلف ذلك لاحقًا.
search-ask = سؤال خادمه
search-sign-in = بعد الدخول نسأل خادمه
search-board = صفحة شكاوى
board-search = كلمات في هذه الشكاوى
nav-search = بحث
actor-person = شخص
actor-official = حساب شركة
actor-organization = منظمة
actor-service = خدمة
actor-group = مجموعة
actor-board = صفحة شكاوى
actor-instance = خادم
actor-application = خادم
profile-seen = آخر ظهور { $at }
profile-original = الصفحة الأصلية على ⁨{ $host }⁩
profile-board-of = صفحة شكاوى عن ⁨{ $brand }⁩؛ فيها ما هو معروف هنا
profile-said = تعليقات وردود
profile-speaks-proven = <span class="proof">✓ يتحدث باسم ⁨{ $brand }⁩، كما يقول نطاقها</span>
profile-speaks-named = <span class="proof weak">يتحدث باسم ⁨{ $brand }⁩، أضافه القائمون على الخادم، لم يُتحقق منه</span>
follow-reply-own-server = الرد من خادمك
follow-account = حسابك على خادم آخر
follow-account-hint = يُسأل خادمك مرة واحدة عما يمكن فعله من هناك. لا يُحفظ شيء.
follow-account-wrong = يُكتب حسابك هكذا: ⁨@name@your.server⁩، أو الخادم فقط.
follow-find = التالي
follow-nothing-told = لم يذكر ⁨{ $server }⁩ الطريقة. معظم الخوادم تقبل هذه:
follow-by-hand = أو يدويًا
intent-follow = متابعة
intent-follow-title = متابعة ⁨{ $name }⁩
intent-follow-at = المتابعة من ⁨{ $server }⁩
intent-create = رد
intent-create-title = الرد على ⁨{ $name }⁩
intent-create-at = الرد من ⁨{ $server }⁩
intent-like = إعجاب
intent-like-title = الإعجاب بـ ⁨{ $name }⁩
intent-like-at = الإعجاب من ⁨{ $server }⁩
intent-announce = إعادة نشر
intent-announce-title = إعادة نشر ⁨{ $name }⁩
intent-announce-at = إعادة النشر من ⁨{ $server }⁩
intent-object = فتح
intent-object-title = فتح ⁨{ $name }⁩
intent-object-at = الفتح من ⁨{ $server }⁩
intent-not = ليس الآن
intent-own = هذا حسابك.
intent-followed = متابعتك لهذا قائمة بالفعل.
intent-follow-waits = بانتظار جواب.
intent-senseless = لا يمكن فعل ذلك بهذا.
said-followed = تمت المتابعة، أو أُرسل الطلب إلى خادمه.
said-unfollowed = أُلغيت المتابعة.
said-liked = تم الإعجاب.
said-boosted = أُعيد النشر: يراه متابعوك.
settings-following = متابعاتك
settings-following-none = لا أحد حتى الآن. لكل صفحة شكاوى ولكل شخص زر لذلك.
settings-unfollow = إلغاء المتابعة

## What could not be delivered, for administrators

deliveries-title = تسليمات فشلت
deliveries-lead = تُعاد محاولات التسليم تلقائيًا ثلاثين يومًا. ما رفضه خادم آخر نهائيًا، أو لم يتسلمه قط، يبقى هنا حتى يُعاد إرساله أو يُسقَط.
deliveries-waiting = في الانتظار: { $count }
deliveries-failing = خوادم لا تجيب: { $count }
deliveries-parked = مرفوضة ومعلّقة: { $count }
deliveries-dead = متروكة: { $count }
deliveries-jobs = مهام متروكة: { $count }
deliveries-oldest = الأقدم ينتظر منذ { $span }
deliveries-hosts = بحسب الخادم
deliveries-of-host = { $count ->
    [zero] لا عمليات تسليم
    [one] عملية تسليم واحدة
    [two] عمليتا تسليم
    [few] { $count } عمليات تسليم
   *[other] { $count } عملية تسليم
}
deliveries-letters = الأحدث أولًا
deliveries-none = لا شيء هنا.
deliveries-all = كل الخوادم
deliveries-is-parked = مرفوضة لعدم وجود صلاحية
deliveries-is-dead = متروكة
deliveries-status = الجواب ⁨{ $status }⁩
deliveries-attempts = { $count ->
    [zero] بلا محاولات
    [one] محاولة واحدة
    [two] محاولتان
    [few] { $count } محاولات
   *[other] { $count } محاولة
}
deliveries-complaint = الشكوى
deliveries-retry = إعادة الإرسال
deliveries-drop = إسقاط
deliveries-retry-host = إعادة إرسال الكل إلى هذا الخادم
deliveries-drop-host = إسقاط كل ما لهذا الخادم
said-retried = يُعاد إرسالها الآن.
said-dropped = أُسقطت.
notice-undelivered = لم تُسلَّم بعد إلى ⁨{ $hosts }⁩. يُعاد إرسالها تلقائيًا.
notice-undelivered-more = ⁨{ $hosts }⁩ و{ $count } غيرها

## Which servers this instance has to do with

policy-title = خوادم أخرى
policy-lead = القرار في نطاق يسري على نطاقاته الفرعية أيضًا. محظور: لا يدخل شيء، ولا يخرج شيء، ولا يُجلب شيء. مكتوم: يُحسب ويظهر في الشكاوى عند فتحها، لكن لا تعرضه قائمة ولا تعلنه صفحة شكاوى.
policy-severity-allow = مسموح
policy-severity-silence = مكتوم
policy-severity-block = محظور
policy-mode = من يمكنه التواصل مع هذا الخادم
policy-mode-open = كل من ليس محظورًا
policy-mode-allowed = النطاقات المسموح بها فقط
policy-new = البت في نطاق
policy-domain = النطاق
policy-domain-wrong = يلزم نطاق مثل ⁨example.com⁩، غير نطاق هذا الخادم.
policy-severity = ما يحدث
policy-reject-media = عدم قبول صور من هناك
policy-reject-reports = عدم قبول بلاغات من هناك
policy-obfuscate = إخفاء جزء من الاسم علنًا
policy-reason = السبب، للجميع
policy-note = ملاحظة، للإدارة
policy-list = ما تقرر
policy-none = لم يتقرر شيء في أي نطاق.
policy-remove = سحب القرار
policy-import = استيراد
policy-import-hint = سطور كما يصدّرها Mastodon: ⁨domain, severity, reject_media, reject_reports, public_comment, obfuscate⁩.
policy-import-do = استيراد هذه السطور
policy-import-wrong = السطر { $line }: { $why }
policy-wrong-domain = هذا ليس نطاقًا
policy-wrong-hidden = النطاق مخفي جزئيًا
policy-wrong-severity = الدرجة ليست إحدى ⁨noop, silence, suspend⁩
policy-wrong-line = تعذّرت قراءة السطر
policy-wrong-many = السطور أكثر مما يُقبل دفعة واحدة
policy-wrong-long = السبب أطول من { $max } حرف
policy-export = تصدير بصيغة CSV
policy-about = خوادم أخرى
policy-about-none = يتعامل هذا الخادم مع كل الخوادم.
policy-about-allowed = لا يتعامل هذا الخادم إلا مع خوادم يسمح بها.
policy-hidden = خادمه محظور هنا.

## The moderators' queue, and who is told of what is decided

moderation-queue = في الانتظار، الأقدم أولًا
queue-all = الكل { $count }
queue-report = البلاغات { $count }
queue-contest = الاعتراضات { $count }
queue-appeal = الاستئنافات { $count }
queue-label = الوسوم { $count }
queue-objection = التظلمات { $count }
queue-empty = لا شيء ينتظر البت. ما يبلّغ عنه الناس والخوادم الأخرى يظهر هنا فورًا.
queue-waits = ينتظر منذ { $span }
queue-heard = حتى { $day }
queue-out = بلا مشاركتك
case-report = بلاغ
case-contest = اعتراض
case-appeal = استئناف
case-label = وسم
case-objection = تظلم
case-report-by = بلاغ من ⁨{ $handle }⁩ · ⁨{ $about }⁩
case-contest-by = اعتراض من ⁨{ $brand }⁩ · السبب: ⁨{ $about }⁩
case-appeal-by = استئناف من ⁨{ $about }⁩ · شكوى عن ⁨{ $brand }⁩
case-label-by = تعترض ⁨{ $brand }⁩ على وسم: ⁨{ $about }⁩
case-objection-by = تظلم من حساب · ⁨{ $about }⁩
case-waits = ينتظر منذ { $span }
case-clock-report = لا يحدث شيء تلقائيًا. يُخبَر صاحب البلاغ بالقرار.
case-clock-heard = يمكن لمن قدّم الشكوى أن يرد حتى { $until }. البت بعد ذلك، أو حالما يرد على هذا؛ ويمكن الآن إخفاء البيانات الخاصة والكلام المخالف للقانون.
case-clock-answered = رد من قدّم الشكوى، ويمكن أن يضيف حتى { $until }. يمكن البت الآن.
case-clock-contest = كان يمكن لمن قدّم الشكوى أن يرد حتى { $until }. إلى حين البت تبقى الشكوى كما هي.
case-clock-appeal = يبت في هذا مشرف لم يقرر هنا شيئًا من قبل، إن وُجد. وإلى ذلك الحين يبقى القرار.
case-clock-label = إلى حين البت يُحسب الوسم.
case-clock-objection = يبت في هذا شخص غير من قرر أولًا، إن وُجد. وإلى ذلك الحين يبقى كما هو.
case-words-unchanged = الكلام المعني، من ⁨{ $by }⁩، { $at }، ولم يتغير بعدها.
case-words-edited = الكلام المعني، من ⁨{ $by }⁩، { $at }، وتغيّر { $edited }.
case-whole = الشكوى كاملة
case-report-says = يقول البلاغ
case-brand-says = تقول الشركة
case-person-says = يقول من قدّم الشكوى
case-brand-since = ما كتبته الشركة منذ ذلك
case-answered = جاء هذا ردًا على الاعتراض، { $at }.
case-account-says = يقول صاحب الحساب
case-restricted-for = السبب المذكور
case-reports = { $count ->
    [zero] لا بلاغات
    [one] بلاغ واحد
    [two] بلاغان
    [few] { $count } بلاغات
    [many] { $count } بلاغًا
   *[other] { $count } بلاغ
}
case-reports-many = { $count } بلاغًا أو أكثر؛ هنا أول { $count }
case-reporter-gone = شخص غادر
case-said-nothing = لا شيء حتى الآن، أو أنه مُحي.
case-rule = القاعدة
case-before = ما تقرر في هذا من قبل
case-decided = تقرر { $at }.
case-decided-so = تقرر { $at }: ⁨{ $decision }⁩
case-log-head = سيظهر في السجل العلني هكذا:
case-log-complaint = { $day }، ⁨{ $name }⁩: القرار المختار، و«⁨{ $title }⁩» ما دام يمكن للجميع رؤية ذلك. ثم السبب الذي كتبته. لا يُذكر اسم من كتب تعليقًا.
case-log-account = { $day }، ⁨{ $name }⁩: القرار المختار، مع اسم الحساب. ثم السبب الذي كتبته.
decide-what = ما القرار؟
decide-send = البت ونشر السبب
decide-ground = عند الاستبعاد: السبب
decide-to = عند النقل: نطاق الشركة المقصودة
decide-days = عند التقييد أو الإيقاف: المدة
decide-nothing = ترك كل شيء كما هو
decide-nothing-hint = يُرد البلاغ، ويُخبَر صاحبه
decide-hide = إخفاء الشكوى هنا
decide-hide-hint = تختفي من هذا الخادم فقط؛ لا يتغير أي رقم؛ والخوادم الأخرى تقرر بنفسها
decide-unhide = إظهار الشكوى من جديد
decide-unhide-hint = هي مخفية هنا الآن
decide-hide-comment = إزالة هذا التعليق
decide-hide-comment-hint = تبقى الشكوى؛ ويُخبَر من كتب التعليق
decide-show-comment = إظهار هذا التعليق من جديد
decide-show-comment-hint = هو مُزال الآن
decide-dismiss = استبعاد الشكوى كلها
decide-dismiss-hint = تُغلق للجميع ولا تُحسب في أي مكان؛ يمكن أن يستأنف كل طرف لم يستأنف من قبل
decide-move = النقل إلى صفحة الشكاوى الصحيحة
decide-move-hint = تُخبَر الشركتان ومن قدّم الشكوى
decide-erase = محو الكلام، كما يطلب القانون
decide-erase-hint = هنا؛ ويُطلب من الخوادم التي قد تكون لديها نسخة أن تحذفها؛ ولا يمكن التراجع عنه
decide-erase-comment = محو هذا الكلام، كما يطلب القانون
decide-erase-comment-hint = هنا؛ ويُطلب من الخوادم التي قد تكون لديها نسخة أن تحذفها؛ ولا يمكن التراجع عنه
decide-erase-contest = محو ما تقوله الشركة، كما يطلب القانون
decide-erase-contest-hint = هنا؛ ويُطلب من الخوادم التي قد تكون لديها نسخة أن تحذفها؛ ويبقى الاعتراض نفسه
decide-limit = تقييد ⁨{ $handle }⁩
decide-limit-hint = تمكن المتابعة في شكاوى الحساب نفسه، ولا شيء غير ذلك هنا
decide-suspend = إيقاف ⁨{ $handle }⁩
decide-suspend-hint = خروج فوري؛ ولا يُحسب هنا شيء يفعله الحساب أو يرسله؛ ويُخبَر صاحبه بالسبب ويمكنه التظلم
decide-lift = السماح للحساب من جديد
decide-lift-hint = يعود كل شيء كما كان
decide-keep = ترك القرار كما هو
decide-keep-hint = يُرد الاستئناف؛ ويُخبَر الطرفان
decide-keep-restriction = تركه كما هو
decide-keep-restriction-hint = يُرد التظلم، ويُخبَر صاحب الحساب بالسبب
decide-reinstate = إعادة الشكوى إلى ما كانت عليه
decide-reinstate-hint = تعود إلى حيث كانت
decide-uphold = الشركة على حق: إغلاق الشكوى
decide-uphold-hint = تُغلق للجميع ولا تُحسب في أي مكان؛ يمكن أن يستأنف من قدّمها، ما لم يستأنف من قبل
decide-reject = تبقى الشكوى
decide-reject-hint = يمكن أن تستأنف الشركة، ما لم تستأنف من قبل؛ يبت في ذلك شخص آخر، إن وُجد
decide-label-uphold = يبقى الوسم
decide-label-uphold-hint = تُخبَر الشركة بالسبب
decide-label-strike = إزالة الوسم
decide-label-strike-hint = يُحسب الرد كأنه لم يحمله قط
ground-missing = يلزم اختيار السبب.
decide-missing = يُرجى اختيار قرار. لم يُبت في شيء بعد.
move-to-wrong = يُكتب نطاق الشركة نفسها، مثل ⁨acme.com⁩.
reason-hint = يقرؤه الجميع. يُذكر فيه أي كلام، وأي قاعدة، ولماذا هذا القدر لا أكثر.
recused-title = هذه الحالة بلا مشاركتك
decided-first-long = سبق لك أن قررت هنا، فيبت في هذا شخص آخر.
recused-filed = الشكوى منك
recused-speaks = حسابك يتحدث باسم الشركة أو كان
recused-wrote = شاركت فيها
recused-reported = البلاغ منك
recused-concerned = تخصك
recused-involved = قد تكون لك صلة بها
recused-filed-long = هذه الشكوى منك، فلا قرار لك فيها.
recused-speaks-long = حسابك يتحدث باسم هذه الشركة أو كان، فلا قرار لك فيها.
recused-wrote-long = شاركت في هذه الشكوى، فلا قرار لك فيها.
recused-reported-long = البلاغ منك، فيبت فيه شخص آخر.
recused-concerned-long = هذا يخص حسابك، فيبت فيه شخص آخر.
recused-involved-long = قد تكون لك أو لما تفعله هنا صلة بهذا الحساب، فيبت في أمره شخص آخر.
recused-others = يمكن لشخص آخر هنا البت فيها.
recused-nobody = لا أحد غيرك هنا يمكنه البت فيها بعد. يمكن للإدارة ضم شخص آخر إلى الإشراف.
refusal-recused = لك صلة بهذا، فيبت فيه شخص آخر.
refusal-suspended = حسابك موقوف هنا. السبب وطريقة التظلم مذكوران في صفحة الدخول.
refusal-limited = حسابك مقيّد هنا: تمكن المتابعة في شكاواك، ولا شيء غير ذلك حاليًا. السبب في إعداداتك هنا، ويمكنك التظلم.
refusal-decided-here = قررت في هذه الشكوى ضمن الإشراف، فلا مشاركة أخرى لك فيها.
refusal-nothing-to-undo = يمكن لمن قرر أن يتراجع مرة واحدة خلال { $hours ->
    [one] ساعة واحدة
    [two] ساعتين
    [few] { $hours } ساعات
   *[other] { $hours } ساعة
}، ما لم يُستأنف القرار ولم يُقرَّر بعده شيء آخر. هذا غير ممكن هنا.
refusal-operator-decided = قرر هذا القائمون على الخادم، ولا يتراجع عنه غيرهم: ⁨redress brand return { $domain } { $handle }⁩
refusal-only-owner = لا يمكن ذلك إلا لمالك حساب الشركة.
refusal-last-owner = أنت آخر مالك لحساب ⁨{ $brand }⁩. يلزم أولًا تعيين مالك آخر، أو التخلي عن الحساب.
refusal-no-such-member = لا عضو هنا باسم «⁨{ $given }⁩». لمن لا حساب له رابط دعوة.
refusal-member-needed = يُرجى كتابة اسم العضو المدعو.
refusal-no-such-person = لم يعد ذلك الشخص يتحدث باسم الشركة هنا.
refusal-no-such-invitation = لم تعد هذه الدعوة سارية: انقضت، أو سُحبت، أو أُجيب عنها.
refusal-invited-already = ذلك الشخص يتحدث باسم الشركة بالفعل، أو وصلته دعوة.
refusal-too-many-invitations = عدد الدعوات المفتوحة { $max } بالفعل. يلزم سحب واحدة أولًا.
refusal-not-sure = يلزم وضع علامة تؤكد أنك تريد ذلك.
refusal-receipt-empty = يلزم اختيار ملف، أو كتابة واحد على الأقل من الثلاثة.
refusal-receipt-elsewhere = من يتحدثون باسم هذه الشركة يقرؤون على خادم آخر، والإيصال لا يُرسل أبدًا إلى خادم آخر.
refusal-receipt-file = هذا الملف ليس صورة يمكننا قراءتها (⁨JPEG⁩ أو ⁨PNG⁩ أو ⁨WebP⁩ أو ⁨GIF⁩) ولا ملف ⁨PDF⁩.
refusal-pictures-busy = تُفحص هنا صور كثيرة الآن. ما كُتب ما زال محفوظًا: يلزم اختيار الملف مرة أخرى والمحاولة بعد دقيقة.
refusal-receipt-too-large = الملف أكبر من { $megabytes } ميغابايت. تكفي صورة أصغر.
refusal-no-such-receipt = لم يعد هذا الإيصال هنا.
refusal-too-many-receipts = عدد الإيصالات هنا { $max } بالفعل. يلزم سحب واحد أولًا.
refusal-decided-often = اتخذت القرار نفسه هنا { $max ->
    [one] مرة واحدة
    [two] مرتين
    [few] { $max } مرات
   *[other] { $max } مرة
} خلال { $days ->
    [one] يوم واحد
    [two] يومين
    [few] { $days } أيام
    [many] { $days } يومًا
   *[other] { $days } يوم
}. يبقى كما هو الآن؛ وما زال يمكن أن يبت شخص آخر من الإشراف.
undo-title = ما قررته مؤخرًا
undo-until = يمكن التراجع عنه حتى { $until }
undo-hint = يمكنك التراجع عنه خلال { $hours ->
    [one] ساعة واحدة
    [two] ساعتين
    [few] { $hours } ساعات
   *[other] { $hours } ساعة
}. يُخبَر فورًا كل من يعنيه الأمر، مع هذا السبب.
undo-never = لا يمكن لأحد التراجع عن: { $titles }.
undo-quoted = «⁨{ $title }⁩»
deed-undo = تراجع
said-undone = تم التراجع، مع سطر في السجل العلني.
log-decision-kept = رُد الاستئناف
log-objection-kept = رُفض التظلم
log-comment-hidden = أُزيل تعليق
log-comment-shown = أُظهر تعليق من جديد
log-limit = قُيّد حساب
log-suspend = أُوقف حساب
log-lift = سُمح لحساب من جديد
log-move = نُقلت إلى صفحة شكاوى أخرى
log-mark-withheld = سُحبت العلامة
log-mark-returned = سُمح بالعلامة من جديد
log-name-allowed = سُمح بعلامة لاسم مشابه
log-name-refused = بقي اسم مشابه بلا علامة
log-erase = مُحي كلام بحكم القانون
log-undo = تم التراجع
log-undone = (تم التراجع { $at })
restrict-title = تقييد حساب أو إيقافه
restrict-lead = للأعضاء، ولأشخاص على خوادم أخرى، وللأسماء المستعارة. ما يُقرَّر يظهر في السجل العلني.
restrict-who = معرّف الحساب، مثل ⁨@name⁩ أو ⁨@name@server⁩
restrict-missing = هذا الحساب غير معروف هنا.
restrict-limit = تقييد
restrict-suspend = إيقاف
restrict-days = المدة
duration-7 = 7 أيام
duration-30 = 30 يومًا
duration-365 = سنة
duration-always = إلى أن يُرفع القيد
restriction-limited = مقيّد
restriction-suspended = موقوف
restriction-limited-since = مقيّد منذ { $at }، حتى { $until }: ⁨{ $reason }⁩
restriction-suspended-since = موقوف منذ { $at }، حتى { $until }: ⁨{ $reason }⁩
suspended-title = هذا الحساب موقوف هنا
suspended-what = منذ { $at }. السبب: ⁨{ $reason }⁩
suspended-until = حتى { $until }.
suspended-for-good = إلى أن يرفعه الإشراف.
suspended-means = لا يمكنك الدخول أو فعل شيء هنا، ولا يُحسب ما يرسله حسابك. ما هو على خادم آخر يمكنك حذفه هناك.
suspended-object = تظلم
suspended-object-lead = يُكتب هنا وجه الخطأ. يقرؤه شخص من الإشراف غير من قرر، إن وُجد، ويظهر الجواب هنا.
suspended-password = كي لا يتظلم أحد غيرك باسمك.
suspended-why = ما وجه الخطأ؟
suspended-send = إرسال التظلم
suspended-objected = تظلمك لدى الإشراف. يمكن الدخول لاحقًا لمعرفة هل فُتح الحساب.
suspended-objected-before = سبق أن تظلمت. مرة واحدة تكفي.
suspended-nothing-holds = لم يعد شيء ساريًا على حسابك، فلا شيء يُتظلم منه. يمكن الدخول الآن.
suspended-signed-out = استُعمل هذا الرابط. للتظلم يلزم طلب رابط جديد.
told-title = ما يخصّك
told-lead = ما ينتظرك، وما قرره الإشراف بشأنك أو بشأن ما كتبته، وما تخبرك به الخوادم الأخرى وشركاتك. لا يراه غيرك.
told-none = لا شيء حتى الآن.
told-older = الأقدم
told-elsewhere = من خوادم أخرى
told-title-named = «⁨{ $title }⁩»
told-title-erased = شكوى مُحيت
told-lead-desk = ما ينتظر الشركة، وما يقوله لها الإشراف والخوادم الأخرى. يراه كل من يتحدث باسم الشركة.
told-remove-desk = إزالة لكل من يتحدث باسم الشركة
told-until-lifted = أن يُرفع القيد
told-where-thread = الشكوى، وفي صفحتها ما يمكنك فعله: { $link }
told-where-account = يمكن التظلم من صفحة الدخول: { $link } { $contact }
told-of-contested = تعترض ⁨{ $brand }⁩ على { $title }: { $ground }. { $said }يمكنك الرد في صفحة الشكوى حتى { $until }؛ ثم يبت الإشراف.
told-of-contested-before = تعترض ⁨{ $brand }⁩ على { $title }. يمكنك الرد في صفحة الشكوى حتى { $until }؛ ثم يبت الإشراف.
told-brand-says = الشركة: «⁨{ $words }⁩»
told-of-contest-upheld = قُبل الاعتراض على { $title } وأُغلقت الشكوى: ⁨{ $reason }⁩ يمكن أن يستأنف من قدّمها، ما لم يستأنف من قبل.
told-of-contest-upheld-yours = قُبل الاعتراض على { $title } وأُغلقت الشكوى: ⁨{ $reason }⁩ يمكنك الاستئناف، إن لم يسبق ذلك.
told-of-contest-upheld-final = قُبل الاعتراض على { $title } وأُغلقت الشكوى: ⁨{ $reason }⁩
told-of-contest-rejected = رُفض الاعتراض على { $title } وتبقى الشكوى: ⁨{ $reason }⁩ يمكن أن تستأنف الشركة، ما لم تستأنف من قبل.
told-of-contest-rejected-yours = رُفض الاعتراض على { $title } وتبقى الشكوى: ⁨{ $reason }⁩ يمكنك الاستئناف باسم الشركة، ما لم تستأنف من قبل.
told-of-contest-rejected-final = رُفض الاعتراض على { $title } وتبقى الشكوى: ⁨{ $reason }⁩
told-of-dismissed = أغلق الإشراف { $title }: ⁨{ $reason }⁩ يمكن أن يستأنف في صفحة الشكوى كل طرف لم يستأنف من قبل.
told-of-dismissed-final = أغلق الإشراف { $title }: ⁨{ $reason }⁩
told-of-reinstated = فُتحت { $title } من جديد كما كانت: ⁨{ $reason }⁩
told-of-reinstated-resolved = لم تعد { $title } مغلقة بقرار الإشراف؛ هي محلولة كما كانت: ⁨{ $reason }⁩
told-of-reinstated-unresolved = لم تعد { $title } مغلقة بقرار الإشراف؛ هي مغلقة غير محلولة كما كانت: ⁨{ $reason }⁩
told-of-reinstated-lapsed = لم تعد { $title } مغلقة بقرار الإشراف؛ هي مغلقة لعدم جواب من قدّمها، كما كانت: ⁨{ $reason }⁩
told-of-reinstated-unanswered = لم تعد { $title } مغلقة بقرار الإشراف؛ هي مغلقة بلا رد كما كانت: ⁨{ $reason }⁩
told-of-reinstated-withdrawn = لم تعد { $title } مغلقة بقرار الإشراف؛ هي مسحوبة كما كانت: ⁨{ $reason }⁩
told-of-appealed = استأنف الطرف الآخر القرار في { $title }. يبت الإشراف؛ وحتى ذلك الحين يبقى القرار.
told-of-appeal-kept = رُد الاستئناف في { $title } ويبقى القرار: ⁨{ $reason }⁩
told-of-appeal-reopened = أُلغي القرار في الاستئناف بشأن { $title }، ويبت الإشراف من جديد: ⁨{ $reason }⁩
told-of-hidden = أخفى الإشراف هنا ⁨{ $title }⁩: ⁨{ $reason }⁩ الخوادم الأخرى تقرر بنفسها. ما زالت ظاهرة لك، ويمكنك تغيير ما كتبته.
told-of-shown = أُظهرت { $title } هنا من جديد: ⁨{ $reason }⁩
told-of-moved = نُقلت { $title } إلى صفحة شكاوى شركة أخرى: ⁨{ $reason }⁩ تعرض صفحتها ما هو معروض أو مطلوب أو موعود به الآن.
told-of-moved-away = لا تتعلق بكم { $title }، ونُقلت إلى صفحة شكاوى أخرى: ⁨{ $reason }⁩
told-of-moved-here = كانت { $title } في صفحة شكاوى أخرى وهي الآن في صفحتكم: ⁨{ $reason }⁩
told-of-erased = محا الإشراف كلامًا لك في ⁨{ $title }⁩، كما يطلب القانون: ⁨{ $reason }⁩
told-of-comment-hidden = أزال الإشراف تعليقك على { $title }: ⁨{ $reason }⁩
told-of-comment-shown = أُظهر تعليقك على { $title } من جديد: ⁨{ $reason }⁩
told-of-label-upheld = يبقى الوسم على ردك على { $title }: ⁨{ $reason }⁩
told-of-label-struck = أُزيل الوسم عن ردك على { $title }: ⁨{ $reason }⁩
told-of-answer-marked = يقول من قدّم { $title } إن ردك يحيله إلى مكان آخر. لا يُحسب الآن ردًا من شخص. إن لم يصح ذلك، فيمكنك الاعتراض في صفحتها؛ ثم يبت الإشراف.
told-of-marking-disputed = تعترض الشركة على أن ردها على { $title } يحيلك إلى مكان آخر. سيبت الإشراف في ذلك. ⁨{ $reason }⁩
told-of-marking-upheld = يبقى وسمك على رد في { $title }: ⁨{ $reason }⁩
told-of-marking-struck = أُزيل وسمك عن رد في { $title }؛ ويُحسب الرد من جديد: ⁨{ $reason }⁩
told-of-limited = حسابك مقيّد هنا حتى { $until }: ⁨{ $reason }⁩ تمكن المتابعة في شكاواك.
told-of-suspended = حسابك موقوف هنا حتى { $until }: ⁨{ $reason }⁩
told-of-lifted = حسابك مفتوح هنا من جديد: ⁨{ $reason }⁩
told-of-mark-withheld = سحب الإشراف منك علامة ✓؛ لم يعد حسابك يتحدث باسم الشركة هنا: ⁨{ $reason }⁩
told-of-mark-given-back = سمح لك الإشراف بعلامة ✓ من جديد؛ ويُسأل نطاقك من جديد: ⁨{ $reason }⁩
told-of-mark-withdrawn = سحب القائمون على هذا الخادم منك علامة ✓؛ لم يعد حسابك يتحدث باسم الشركة هنا. ⁨{ $reason }⁩
told-of-mark-returned = سمح لك القائمون على هذا الخادم بالتحدث باسم الشركة من جديد، حالما يذكرك نطاقها. يُسأل الآن.
told-of-invited = تدعوك ⁨{ $reason }⁩ إلى التحدث باسمها هنا. يمكنك القبول أو الرفض حتى { $until }؛ لا أحد يتحدث باسم شركة دون موافقته.
told-of-invitation-accepted = قبل دعوتك ويتحدث الآن: ⁨{ $reason }⁩
told-of-invitation-declined = رفض دعوتك: ⁨{ $reason }⁩
told-of-made-owner = أنت من مالكي حساب ⁨{ $reason }⁩ هنا، بالاسم والوظيفة اللذين سجّلهما المالكون لك.
told-of-made-executive = أنت من أصحاب القرار في ⁨{ $reason }⁩ هنا، ويصلك خبر حين تُرفع شكوى إليكم.
told-of-made-agent = أنت ممن يردون باسم ⁨{ $reason }⁩ هنا، بالاسم والوظيفة اللذين سجّلهما المالكون لك.
told-of-removed-from-voice = لم يعد حسابك يتحدث باسم ⁨{ $reason }⁩. ما كتبته يبقى باسمك.
told-of-left-voice = لم يعد يتحدث باسم الشركة، برغبته: ⁨{ $reason }⁩
told-of-voice-given-up = تخلى آخر مالك عن حساب ⁨{ $reason }⁩. لا أحد يتحدث من خلاله الآن؛ ومن يريده يلزمه إثبات النطاق من جديد.
told-of-taken-to-you = رُفعت { $title } إلى أصحاب القرار في ⁨{ $brand }⁩، وأنت منهم.
told-of-objection-kept = رُد تظلمك، ويبقى القرار حتى { $until }: ⁨{ $reason }⁩
told-of-objection-reopened = أُلغي القرار في تظلمك، ويبت الإشراف من جديد: ⁨{ $reason }⁩
told-of-objection-closed = أُغلق تظلمك: ما تظلمت منه لم يعد قائمًا.
told-of-restriction-over = حسابك مفتوح هنا من جديد. انتهت المدة.
told-of-report-acted = شكرًا على بلاغك عن { $title }. اتخذ الإشراف إجراءً: ⁨{ $reason }⁩
told-of-report-turned-down = شكرًا على بلاغك عن { $title }. تركها الإشراف كما هي: ⁨{ $reason }⁩
told-of-report-reopened = أُلغي القرار في بلاغك عن { $title }، وينظر الإشراف فيه من جديد: ⁨{ $reason }⁩
told-new = جديد
told-from = من ⁨{ $host }⁩، خادم آخر:
told-by-host = يقول ⁨{ $host }⁩، وهو خادم آخر:
told-remove = إزالة
told-where-contact = للأسئلة: ⁨{ $contact }⁩
told-where-object-contact = للتظلم تمكن الكتابة إلى ⁨{ $contact }⁩
told-of-offered = تقول ⁨{ $brand }⁩ إن { $title } حُلّت، وكيف. يمكنك التأكيد أو الرفض حتى { $until }؛ ومن دون جواب منك تُغلق عندئذ.
told-of-offered-declined = تقول ⁨{ $brand }⁩ ما لن تفعله بشأن { $title }، وتعدّها مُجابة. يُرجى القول حتى { $until } هل تقبل ذلك. من دون رد تُغلق عندئذ.
told-of-offered-again = تعرض ⁨{ $brand }⁩ حلًا لـ{ $title } مرة أخرى. لا يتغير شيء ما لم تؤكده.
told-of-offered-again-declined = تقول ⁨{ $brand }⁩ الآن ما لن تفعله بشأن { $title }. لا يغيّر ذلك شيئًا ما لم يُقبل.
told-of-asked = تسألك ⁨{ $brand }⁩ عن أمر في { $title }. يمكنك الجواب في صفحة الشكوى حتى { $until }؛ ومن دون جواب منك تُغلق عندئذ.
told-of-reminded = ما زالت ⁨{ $brand }⁩ تنتظر جوابك في { $title }. من دون جواب منك تُغلق في { $until }.
told-of-lapsed = أُغلقت { $title } لأن ⁨{ $brand }⁩ انتظرت جوابك 14 يومًا. ما زال يمكنك أن تقول هل حُلّ الأمر، أو فتحها من جديد.
told-of-asked-again = هل ما زالت { $title } محلولة؟ يمكنك قول ذلك في صفحة الشكوى حتى { $until }؛ وإن عادت المشكلة، فيمكن فتحها هناك من جديد.
told-of-untold = لا أحد من ⁨{ $brand }⁩ يقرأ هنا، فلم يُبلَّغ أحد بـ{ $title }. تبقى مفتوحة وتُدرج على حدة. ما يمكنك فعله أيضًا مذكور في صفحتها.
told-of-acknowledged = ينظر شخص في ⁨{ $brand }⁩ الآن في { $title }. هذا ليس ردًا بعد.
told-of-answered = ردت ⁨{ $brand }⁩ على { $title }.
told-of-handed-off = حوّلت ⁨{ $brand }⁩ { $title } إلى جهة أخرى.
told-of-promised = وعدت ⁨{ $brand }⁩ بشيء بشأن { $title }، في موعد أقصاه { $until }.
told-of-promise-kept = تقول ⁨{ $brand }⁩ إنها وفت بوعد بشأن { $title }. إن لم يكن ذلك صحيحًا، فيمكن قول ذلك في صفحة الشكوى حتى { $until }. بعدها يُعد الوعد موفى به.
told-of-promise-broken = وعدت ⁨{ $brand }⁩ بشيء بشأن { $title }، وقد مضى اليوم. يُحسب الوعد غير موفى به.
told-of-promise-refuted = يقول الطرف الشاكي في { $title } إن ⁨{ $brand }⁩ لم تفِ بوعدها.
told-of-declined = يقول الطرف الشاكي في { $title } إنها لم تُحل. الدور على ⁨{ $brand }⁩ من جديد.
told-of-reopened = فتح الطرف الشاكي { $title } من جديد. الدور على ⁨{ $brand }⁩.
told-of-brand-reminded = تنتظر { $title } ردًا من ⁨{ $brand }⁩. من دون رد ذي مضمون، موقّع باسم شخص، تُغلق بلا رد في { $until } وتُحسب كذلك.
told-of-unanswered = أُغلقت { $title } بلا رد: لم يصل من ⁨{ $brand }⁩ رد ذو مضمون طوال 60 يومًا. ما زال الرد ممكنًا، ويمكن لمن قدّمها فتحها من جديد.
told-of-claim-dropped = أُسقط طلبك للتحدث باسم ⁨{ $reason }⁩: لم يثبته شيء في الوقت. يمكنك تقديم طلب جديد.
told-of-claim-proven = تتحدث الآن هنا باسم ⁨{ $reason }⁩: النطاق يسمي حسابك.
told-of-proof-missing = لم يعد النطاق ⁨{ $reason }⁩ يسمي حسابك. إن استمر ذلك حتى ⁨{ $until }⁩ فلن تتحدث باسمه هنا.
told-of-proof-silent = لم يُجب ⁨{ $reason }⁩ حين بحثنا عن إثبات حسابك. إن لم يوجد شيء حتى ⁨{ $until }⁩ فلن تتحدث باسمه هنا.
told-of-proof-not-back = النطاق ⁨{ $reason }⁩ يسمي حسابك، لكن حسابك لم يعد يسمي النطاق. إن استمر ذلك حتى ⁨{ $until }⁩ فلن تتحدث باسمه هنا.
told-of-proof-alike = النطاق ⁨{ $reason }⁩ يسمي حسابك، لكنه يشبه نطاقًا تُحقق منه أولًا. إن لم يقرر الإشراف أن كليهما صادق فلن تتحدث باسمه هنا بعد ⁨{ $until }⁩.
told-of-proof-no-voice = النطاق ⁨{ $reason }⁩ يسمي حسابك، لكن حسابًا كهذا لا يمكنه التحدث باسم شركة. إن استمر ذلك حتى ⁨{ $until }⁩ فلن تتحدث باسمه هنا.
told-proof-page = عرض ما وُجد والتحقق مرة أخرى
told-of-proof-over = لم تعد تتحدث هنا باسم ⁨{ $reason }⁩: لم يُثبت شيء ذلك طوال 7 أيام. ما زال الناس ينتظرون، ووقتهم ما زال يُحسب. حين يثبت من جديد يمكنك المتابعة.
why-limited = لا يُحسب هنا ما كتبته: حسابك مقيّد هنا حتى { $until }. تمكن المتابعة في شكاواك.
why-suspended = لا يُحسب هنا ما كتبته: حسابك موقوف هنا حتى { $until }.
nav-told = يخصّك
said-told-removed = أُزيل.
said-objected = تظلمك لدى الإشراف. يظهر لك هنا ما يقرره.
said-objected-before = سبق أن تظلمت. مرة واحدة تكفي.
said-nothing-to-object-to = لم يعد شيء ساريًا على حسابك، فلا شيء يُتظلم منه.
settings-limited-title = حسابك مقيّد هنا
settings-limited = منذ { $at }. السبب: ⁨{ $reason }⁩
settings-objected = تظلمك لدى الإشراف. يظهر لك هنا ما يقرره.
settings-objection-decided = بت الإشراف في تظلمك. ما قاله مذكور أدناه.
settings-objection-missing = يلزم ذكر سبب الخطأ.
banner-still-fixed = سُئل ⁨{ $person }⁩ هل ما زالت محلولة، ويمكنه قول ذلك حتى <b>{ $until }</b>.
banner-still-fixed-yours = <b>هل ما زالت محلولة؟</b> يمكنك قول ذلك حتى <b>{ $until }</b>. إن عادت المشكلة، فيمكن فتحها من جديد.
deed-still-fixed = نعم، ما زالت محلولة
claim-looked-proven = آخر تحقق { $at }. نتحقق من جديد كل يوم.
rule-wrong-brand = مكان الشكوى صفحة الشركة التي هي عنها. الأولى نقلها إلى هناك لا استبعادها.
rule-not-genuine = يجب أن يكون ذلك قد حدث لمن قدّمها. الغضب، أو رؤية الأمر على نحو آخر، لا يجعل شيئًا غير صحيح.
rule-duplicate = مظلمة واحدة لشخص واحد شكوى واحدة. والمشكلة نفسها لعدة أشخاص عدة شكاوى.
rule-advertising = الشكوى تقول ما الخلل، ولا تبيع شيئًا.
rule-personal-data = الشكاوى عن الشركات. يمكن وصف من فعل ذلك بوظيفته، لا وصفًا يتيح للغرباء العثور عليه.
rule-unlawful-words = ما يمنع القانون قوله لا مكان له هنا؛ أما الحكم القاسي فغير ممنوع.
rule-abuse = لا يُهدَّد الناس ولا يُشتمون. أما ما فعلته الشركة فيمكن تسميته باسمه.
rule-settled = ما تمت تسويته، أو هو أمام محكمة، يُبت فيه في مكان آخر؛ أما أنه حدث فيمكن أن يبقى مقروءًا.
rule-no-consumer-matter = الشكاوى عما اشتراه أحد أو استعمله.
rule-appeal = لكل طرف استئناف واحد. ينظر فيه مشرف لم يقرر هناك شيئًا من قبل، إن وُجد.
rule-label = يبقى الوسم حين يقول ما هو الرد. لا يوبّخ أحدًا ولا يخفي شيئًا.
rule-objection = لا يُقيَّد الحساب ولا يُوقف بأشد ولا أطول مما تستلزمه أفعاله.
rule-report-abuse = لا يُهدَّد الناس ولا يُشتمون. أما ما فعلته الشركة فيمكن تسميته باسمه.
rule-report-private = يمكن وصف من فعل ذلك بوظيفته، لا وصفًا يتيح للغرباء العثور عليه.
rule-report-wrong-brand = مكان الشكوى صفحة الشركة التي هي عنها. تُنقل إلى هناك.
rule-report-not-genuine = يجب أن يكون ذلك قد حدث لمن قدّمها. رؤية الأمر على نحو آخر لا تجعل شيئًا غير صحيح.
rule-report-advertising = الشكوى تقول ما الخلل، ولا تبيع شيئًا.
rule-report-other = بقدر اللازم لا أكثر.
rule-report-look-alike = من أُثبت أولًا يحتفظ بالعلامة؛ والمشابه اللاحق لا علامة له حتى يقرر الإشراف أن كليهما صادق. يُبت في ذلك في الصفحة المُبلَّغ عنها.
rule-report-name-alike = لا تنال شركة اسم شركة أخرى لأن لوحتها تقول ذلك، بل يظهر نطاقها مكانه. إن كان الاسمان صادقين أمكن لإدارة الخادم تسمية الشركة، وإلا فلتُسحب منها العلامة في الصفحة المبلَّغ عنها.
contest-why = ما المشكلة فيها؟
contest-why-hint = علنًا، على أنه قول الشركة. يجب أن يستطيع من قدّمها الرد عليه.
answer-contest-text = ردك
answer-contest-hint = علنًا. بعد إرساله يمكن أن يبت الإشراف في هذا السبب؛ وما زالت الإضافة إليه ممكنة. التعليقات في مكان آخر لا تُعد ردك.
answer-contest-send = إرسال ردي
report-post = الإبلاغ عن هذا المنشور
deed-hide-comment = إزالة هذا التعليق
deed-show-comment = إظهار هذا التعليق من جديد
deed-move = النقل إلى صفحة شكاوى أخرى
deed-move-to = نطاق الشركة المقصودة
deed-erase-by-law = محو الكلام، كما يطلب القانون
post-hidden = أزال الإشراف هذا التعليق: ⁨{ $reason }⁩
post-hidden-home = أزال إشراف ⁨{ $home }⁩، حيث تُحفظ هذه الشكوى، هذا التعليق: ⁨{ $reason }⁩
post-hidden-erased = محا ⁨{ $home }⁩، حيث تُحفظ هذه الشكوى، هذا الكلام: ⁨{ $reason }⁩
post-hidden-erased-why-not-said = محا ⁨{ $home }⁩، حيث تُحفظ هذه الشكوى، هذا الكلام دون ذكر سبب.
erasure-here = ما مُحي يُحذف الآن من هذا الخادم.
erasure-here-done = ما مُحي حُذف من هذا الخادم.
erasure-telling = تُبلَّغ الخوادم الأخرى الآن.
erasure-nowhere = لم يُرسل إلى أي خادم آخر.
erasure-confirmed = أكّد حذفه { $confirmed } من أصل ⁨{ $hosts }⁩ من الخوادم.
erasure-silent = لا جواب بعد من ⁨{ $hosts }⁩. يُسأل من جديد طوال 30 يومًا.
erasure-refused = لم يؤكَّد الحذف من ⁨{ $hosts }⁩. ما يُحتفظ به هناك ليس في أيدينا.
fact-filed-nameless = قُدّمت <b>قبل { $span }</b>
sure-not = لا، رجوع
sure-erase = محو كل ما كتبته هنا؟
sure-erase-1 = يُحذف من هذا الخادم نصك واسمك وما رويته عن اتصالات سابقة. يبقى عدد مرات الاتصال ومدتها والمبلغ من دون اسمك. ولا يبقى هنا ما يقود أحدًا غيرك من اسمك إلى هذه الشكوى.
sure-erase-2 = يُطلب من كل خادم قد تكون لديه نسخة أن يحذفها. تبيّن الصفحة كم منها أكّد ذلك.
sure-erase-3 = يبقى أن شكوى كانت هنا، وكيف انتهت. ويبقى كلام الآخرين.
sure-erase-4 = لا يمكن التراجع عن هذا. النسخ التي صنعها آخرون بأنفسهم ليست في أيدينا.
sure-erase-do = محو
sure-withdraw = سحب هذه الشكوى؟
sure-withdraw-1 = تُغلق الشكوى على أنها مسحوبة. لا أحد ينتظر ردًا بعد ذلك.
sure-withdraw-2 = تبقى الشكوى مقروءة، مع ملاحظة السحب. لإزالة النص أيضًا يلزم محوه.
sure-withdraw-3 = لا يمكن التراجع عن هذا.
sure-withdraw-do = سحب
sure-contest = الاعتراض على هذه الشكوى؟
sure-contest-1 = يظهر السبب ونصك في صفحة الشكوى لكل من يراها، على أنه قول الشركة.
sure-contest-2 = يُخبَر من قدّمها، ويمكنه الرد خلال 7 أيام. يبت الإشراف بعد الرد، أو بعد انقضاء الأيام.
sure-contest-3 = حتى ذلك الحين تبقى الشكوى كما هي، ويستمر وقتك للرد.
sure-contest-4 = إن كان الحق معك، تُغلق للجميع ولا تُحسب في أي مكان. وإلا فتبقى، ويمكنك الاستئناف مرة واحدة.
sure-contest-5 = يمكن الاعتراض مرة واحدة لكل سبب، ولا يمكن التراجع عنه. إن كان خطأ، فيكفي قوله في رد: يقرؤه الإشراف إلى جانب الاعتراض.
sure-contest-do = الاعتراض عليها
sure-retract = حذف هذه الشكوى لأنها لم تكن شكوى أصلًا؟
sure-retract-1 = خلال الساعة الأولى، وما دامت الشركة لم ترد، يمكن حذف الشكوى كأنها لم تكن. لا تُحسب.
sure-retract-2 = يُحذف نصها هنا، ويُطلب من كل خادم قد تكون لديه نسخة أن يحذفها.
sure-retract-3 = لا يمكن التراجع عن هذا.
sure-retract-do = حذف الشكوى
sure-give-up = إغلاق هذه الشكوى غير محلولة؟
sure-give-up-1 = تُغلق الشكوى على أنها غير محلولة. تُحسب كذلك على الشركة، إن كانت الشركة قد أُبلغت بها.
sure-give-up-2 = يمكن فتحها من جديد خلال 180 يومًا.
sure-give-up-do = إغلاق غير محلولة
sure-delete-response = حذف هذا الرد؟
sure-delete-response-1 = يُطلب من الخوادم التي قد يكون لديها أن تحذفه.
sure-delete-response-2 = يبقى هنا مقروءًا، مع علامة الحذف. يبقى وقته ووسومه وتُحسب.
sure-delete-response-3 = لا يمكن التراجع عن هذا.
sure-delete-response-do = حذف الرد

## Comments, changed and taken back by their authors

deed-edit-comment = تغيير هذا التعليق
edit-comment-hint = أو سحبه
edit-comment-what = يُرسل النص الجديد إلى الخوادم التي وصلها. النص الأول يبقى مقروءًا.
deed-delete-comment = سحب التعليق
sure-delete-comment = سحب هذا التعليق؟
sure-delete-comment-1 = يُزال نصه هنا، ويُطلب من الخوادم التي قد تكون لديها نسخة أن تحذفها.
sure-delete-comment-2 = يبقى أن تعليقًا كان هنا.
sure-delete-comment-3 = لا يمكن التراجع عن هذا.
sure-delete-comment-do = سحب التعليق
said-comment-edited = تغيّر تعليقك. نصه الأول يبقى مقروءًا.
said-comment-deleted = سُحب تعليقك، وأُزيل نصه هنا.
notice-not-recorded = شيء في هذه الصفحة ليس ما سجّله سجل الأحداث. المعتمد هو السجل، ويُرجى إخبار القائمين على هذا الخادم.

# Who reads for a brand, and how its voice is proven.
proof-dns = سطر في DNS الخاص بها
proof-webfinger = عنوان على نطاقها
proof-well-known = ملف على نطاقها
proof-link = روابط في الاتجاهين
proof-administrator = القائمون على خادمها
proof-unknown = طريقة لا يعرفها هذا الخادم
proof-mark-until = <span class="proof weak">كان مُتحقَّقًا منه حتى { $at }</span>
voice-account = ⁨{ $handle }⁩
voice-dns = مُتحقَّق منه بسطر في ⁨DNS⁩ النطاق، آخر تحقق { $at }
voice-webfinger = مُتحقَّق منه بعنوان على نطاقها نفسه، آخر تحقق { $at }
voice-link = الرابط مُتحقَّق منه، آخر تحقق { $at }: ليس حسابًا رسميًا
voice-hearsay = بحسب ⁨{ $host }⁩ ({ $way })؛ لم يتحقق منه هذا الخادم
profile-linked = <span class="proof weak">تم التحقق من الرابط مع موقع ⁨{ $brand }⁩</span>
profile-spoke = <span class="proof weak">غير مُتحقَّق منه لدى ⁨{ $brand }⁩ حاليًا</span>
post-not-the-brand = ليس حسابًا لدى ⁨{ $brand }⁩
card-not-the-brand = قدّمها ⁨{ $handle }⁩، وهو ليس حسابًا لـ⁨{ $brand }⁩
profile-not-the-brand = هذا الحساب يشبه اسمه ⁨{ $brand }⁩ وليس حسابًا لها. من يتحدث باسم ⁨{ $brand }⁩ مذكور في صفحة شكاواها.
account-name-imitates = يوحي هذا الاسم بأن شركة تتحدث. يلزم اسم آخر. من يعمل هناك يمكنه إثبات ذلك في صفحة الشركة هنا.
nobody-claim = إثبات التحدث باسم الشركة
board-claim = من العاملين هناك؟ التحدث باسم هذه الشركة
board-nobody-reads = لا أحد من ⁨{ $brand }⁩ يقرأ هنا بعد. الشكاوى علنية على أي حال، وتحصل ⁨{ $brand }⁩ على المفتوحة منها حالما يقرأ أحد هنا. لمن يعمل هناك: { $claim }.
board-nobody-reads-now = لا أحد من ⁨{ $brand }⁩ يقرأ هنا حاليًا. الشكاوى علنية على أي حال، وتحصل ⁨{ $brand }⁩ على المفتوحة منها حالما يقرأ أحد هنا. لمن يعمل هناك: { $claim }.
board-looks-like = هذا العنوان يشبه فقط ⁨{ $other }⁩، وهي شركة أخرى. لا شيء هنا مُتحقَّق منه.
file-reads-here = تقرأ ⁨{ $brand }⁩ الشكاوى هنا.
file-reads-there = تقرأ ⁨{ $brand }⁩ الشكاوى على <b>⁨{ $host }⁩</b>. تُرسل شكواك إلى هناك وتُحفظ هناك؛ وتظهر لك هنا أيضًا.
file-goes-there = تُرسل شكواك إلى <b>⁨{ $host }⁩</b> وتُحفظ هناك؛ وتظهر لك هنا حالما يخبرنا ذلك الخادم.
file-goes-whole = يُرسل معها كل ما يُكتب هنا: ما جُرّب، والمطلوب، والمبلغ. والاسم المستعار ممكن هناك أيضًا.
file-goes-as-lines = ما جُرّب والمطلوب والمبلغ تظهر هناك تحت نصك. والاسم المستعار ممكن هناك أيضًا.
file-no-embargo-there = من هنا تصير علنية فورًا: «الشركة أولًا» ممكنة فقط على ⁨{ $host }⁩ نفسه.
file-reads-mention = تُبلَّغ ⁨{ $brand }⁩ بإشارة علنية إلى ⁨@{ $handle }⁩.
file-reads-nobody = لا أحد من ⁨{ $brand }⁩ يقرأ هنا بعد. ستكون شكواك علنية، وتحصل عليها ⁨{ $brand }⁩ حالما يقرأ أحد منها. لمن يعمل هناك: { $claim }.
file-reads-nobody-now = لا أحد من ⁨{ $brand }⁩ يقرأ هنا حاليًا. ستكون شكواك علنية، وتحصل عليها ⁨{ $brand }⁩ حالما يقرأ أحد منها. لمن يعمل هناك: { $claim }.
file-after-elsewhere = تصير علنية فورًا. ينشرها الخادم الآخر في صفحة شكاوى الشركة لديه.
said-complaint-sent = أُرسلت شكواك إلى الخادم الذي تُحفظ فيه. تظهر هنا حالما يسجلها ذلك الخادم.
untold-mentioned = ليس لدى ⁨{ $brand }⁩ مكتب ردود هنا. أشار هذا الخادم إلى ⁨@{ $handle }⁩؛ ويُسجَّل ذلك هنا حين يتسلم ذلك الخادم الرسالة.
untold-not-listed = ليس لدى ⁨{ $brand }⁩ مكتب ردود هنا. يُشار إلى ⁨@{ $handle }⁩ حالما تُدرج الشكوى.
untold-nobody = لا أحد من ⁨{ $brand }⁩ يقرأ هنا بعد، فلم يُبلَّغ أحد. تحصل ⁨{ $brand }⁩ على هذه الشكوى حالما يقرأ أحد هنا. لمن يعمل هناك: { $claim }.
untold-nobody-now = لا أحد من ⁨{ $brand }⁩ يقرأ هنا حاليًا، فلم يُبلَّغ أحد. تحصل ⁨{ $brand }⁩ على هذه الشكوى حالما يقرأ أحد هنا. لمن يعمل هناك: { $claim }.
untold-nobody-erased = لا أحد من ⁨{ $brand }⁩ يقرأ هنا بعد، فلم يُبلَّغ أحد. والكلام محي: من يقرأ هنا لاحقًا يجد أن أحدًا اشتكى، لا ما قيل.
untold-nobody-erased-now = لا أحد من ⁨{ $brand }⁩ يقرأ هنا حاليًا، فلم يُبلَّغ أحد. والكلام محي: من يقرأ هنا لاحقًا يجد أن أحدًا اشتكى، لا ما قيل.
untold-nobody-yours = لا أحد من ⁨{ $brand }⁩ يقرأ هنا بعد، فلم يُبلَّغ أحد. تحصل ⁨{ $brand }⁩ على هذه الشكوى حالما يقرأ أحد هنا. وحتى ذلك الحين يمكنك إرسال عنوان هذه الصفحة إلى الشركة؛ ولمن يعمل هناك: { $claim } والرد.
untold-nobody-yours-now = لا أحد من ⁨{ $brand }⁩ يقرأ هنا حاليًا، فلم يُبلَّغ أحد. تحصل ⁨{ $brand }⁩ على هذه الشكوى حالما يقرأ أحد هنا. وحتى ذلك الحين يمكنك إرسال عنوان هذه الصفحة إلى الشركة؛ ولمن يعمل هناك: { $claim } والرد.
told-nobody-now = أُبلغت ⁨{ $brand }⁩ بهذه الشكوى. لا أحد من ⁨{ $brand }⁩ يقرأ هنا حاليًا.
note-filed-listed = شكواك عن ⁨{ $brand }⁩ لها الآن صفحة، وهي مدرجة هناك ليراها الجميع: { $link } – إن لم تكن شكوى، فيكفي الرد بـ #ليست_شكوى خلال ساعة.
note-brand-mentioned = قُدّمت شكوى عن ⁨{ $brand }⁩: «⁨{ $title }⁩» { $link } – يكون الرد عليها علنًا؛ وفي آخره شرطة ثم اسم من يرد.
facts-product = عن: ⁨{ $product }⁩
facts-wants = المطلوب: { $wants }
facts-amount = المبلغ المعني: { $amount }
facts-contact = جُرّب من قبل: { $contact }
refusal-domain-crowded = عدد من طلبوا التحدث باسم هذه الشركة كبير فلا مكان الآن. لكل طلب { $hours } ساعة لإثباته. يمكن المحاولة لاحقًا.
refusal-too-many-claims = الطلبات المفتوحة كثيرة. الحد الأقصى في وقت واحد { $max }؛ يلزم سحب أحدها أولًا.
refusal-looks-alike = هذا الاسم يشبه ⁨{ $given }⁩، وهي شركة أخرى.
refusal-voice-taken = ⁨{ $given }⁩ يتحدث باسم هذه الشركة هنا بالفعل. يمكن طلب دعوة من مالكي ذلك الحساب.
refusal-no-handle = «⁨{ $given }⁩» ليس حسابًا على خادم آخر. يُكتب هكذا: ⁨@care@mastodon.example⁩.
claim-kicker = التحدث باسم شركة
claim-offer = هل تعمل هناك؟ يمكن إثبات أن ⁨{ $domain }⁩ لكم
claim-how = للتحدث باسم شركة لا صفحة لها هنا بعد، يُبحث في «صفحات الشكاوى» عن موقعها، مثل ⁨acme.com⁩. وفي النتيجة رابط إلى الإثبات.
claim-title = إثبات أن ⁨{ $domain }⁩ نطاقك
claim-lede = تكفي إحدى الطرق الثلاث الأولى، على أن يذكر حسابك النطاق أيضًا. يوضع النص حيث يمكننا رؤيته، ثم يُضغط «التحقق الآن». وتصلك عندها الشكاوى التي لم يُبلّغ أحد الشركة بها حتى الآن، وتدخل في أرقامها من ذلك اليوم.
claim-sign-in = يلزم أولًا الدخول بحساب على هذا الخادم. من يثبت النطاق يصير أول مالك لحساب الشركة هنا.
claim-members = يحتاج هذا إلى حساب على هذا الخادم؛ دخولك الآن بصفة ضيف.
claim-through = من أي حساب سيكون الرد؟
claim-here = حساب جديد على هذا الخادم
claim-here-hint = يُنشأ عند إثبات النطاق، وتصير ملكيته لك.
claim-elsewhere = حساب لنا على خادم آخر
claim-elsewhere-hint = Mastodon وغيره. يُشار إليه في الشكاوى ويمكنه الرد من هناك.
claim-handle = ذلك الحساب
claim-handle-when = (فقط إن كان على خادم آخر)
claim-own-brand = من يتحدث باسم شركة لا يمكنه تقديم شكوى عنها ولا القول إنها حلت شيئًا، ومدة سنة بعد ذلك أيضًا.
claim-signs = كيف تُوقَّع ردودك
claim-role = وظيفتك هناك
claim-go-on = التالي
claim-check = التحقق الآن
claim-looked-at = آخر تحقق { $at }. نتحقق من جديد كل ساعة لمدة 7 أيام، ثم كل يوم. إن لم يُثبت شيء حتى { $day }، أُسقط الطلب، ويصلك خبر بذلك.
claim-not-looked = لم يُتحقق منه بعد. نتحقق تلقائيًا بعد ساعة، ونستمر حتى { $day }.
claim-address-later = (عنوان الحساب؛ يظهر هنا بعد ضغط «التحقق الآن»)
claim-being-looked = جارٍ التحقق الآن
claim-being-looked-line = يستغرق ذلك ثواني قليلة.
claim-show-result = إظهار النتيجة
claim-unseen = لم يُتحقق من شيء بعد
claim-unseen-line = يلزم واحد مما يلي، ثم ضغط «التحقق الآن».
claim-proven = ⁨{ $domain }⁩ مُثبت
claim-proven-line = <b>⁨{ $handle }⁩</b> يتحدث باسم ⁨{ $domain }⁩: { $way }. آخر تأكيد { $at }.
claim-failing = ⁨{ $domain }⁩ لا يذكر ⁨{ $handle }⁩ حاليًا
claim-failing-line = كان آخر تأكيد { $at }، بواسطة { $way }. بعد 7 أيام من دونه تُسحب العلامة.
claim-failing-silent = لم يُجب ⁨{ $domain }⁩ حين بحثنا عن ⁨{ $handle }⁩
claim-failing-silent-line = كان آخر تأكيد { $at }، بواسطة { $way }. إن لم نجد شيئًا طوال 7 أيام تُسحب العلامة.
claim-failing-back = ⁨{ $domain }⁩ يذكر ⁨{ $handle }⁩، لكن ⁨{ $handle }⁩ لا يذكر النطاق حاليًا
claim-failing-back-line = كان آخر تأكيد { $at }، بواسطة { $way }. ما ينقص سطر واحد في الملف التعريفي لـ <b>⁨{ $handle }⁩</b>: <a href="#back">طريق العودة</a>. بعد 7 أيام من دونه تُسحب العلامة.
claim-failing-alike = الإثبات موجود، لكن ⁨{ $domain }⁩ يشبه نطاقًا آخر
claim-failing-alike-line = ⁨{ $domain }⁩ يشبه ⁨{ $other }⁩، الذي أُثبت أولًا. إن لم يقرر الإشراف خلال 7 أيام أن كليهما صادق تُسحب علامة <b>⁨{ $handle }⁩</b>؛ وقد سُئل.
claim-failing-refused = الإثبات موجود، ولا يُحسب حاليًا
claim-failing-refused-line = <b>⁨{ $handle }⁩</b> ليس حسابًا يمكنه التحدث باسم شركة على حاله الآن. بعد 7 أيام من ذلك تُسحب العلامة. لدى إشراف هذا الخادم المزيد.
claim-until = كان مُتحقَّقًا منه حتى { $at }
claim-until-line = منذ أكثر من 7 أيام لا شيء يثبت أن <b>⁨{ $handle }⁩</b> يتحدث باسم ⁨{ $domain }⁩. يلزم إصلاح الناقص أدناه ثم ضغط «التحقق الآن».
claim-half = نصف الطريق: النطاق يذكر حسابك، وحسابك لا يذكره بعد
claim-half-line = ما ينقص سطر واحد في الملف التعريفي لـ <b>⁨{ $handle }⁩</b>: <a href="#back">طريق العودة</a>.
claim-linked = تم التحقق من الرابط
claim-linked-line = بين <b>⁨{ $handle }⁩</b> و⁨{ $domain }⁩ روابط متبادلة. للرد باسم الشركة تلزم إحدى الطرق الثلاث الأولى.
claim-refused = الإثبات موجود، ولا يمكن أن يُحسب
claim-refused-line = <b>⁨{ $handle }⁩</b> ليس حسابًا يمكنه التحدث، أو أن صاحب الطلب لا يمكنه فعل شيء هنا حاليًا. لدى إشراف هذا الخادم المزيد.
claim-withheld = سحب الإشراف العلامة من ⁨{ $handle }⁩
claim-withheld-line = <b>⁨{ $handle }⁩</b> لا يتحدث باسم ⁨{ $domain }⁩ هنا، مهما قال النطاق. السبب مذكور أعلاه وفي السجل العلني.
claim-taken = سحب القائمون على هذا الخادم العلامة من ⁨{ $handle }⁩
claim-taken-line = <b>⁨{ $handle }⁩</b> لا يتحدث باسم ⁨{ $domain }⁩ هنا، مهما قال النطاق، حتى يعيدوها. القرار مذكور أعلاه.
claim-alike = الإثبات موجود، والقرار للإشراف أولًا
claim-alike-line = ⁨{ $domain }⁩ يشبه ⁨{ $other }⁩، الذي أُثبت أولًا. لا يحصل <b>⁨{ $handle }⁩</b> على علامة ما لم يقرر الإشراف أن كليهما صادق؛ وقد سُئل.
claim-anew = يلزم إثبات جديد: كان لهذا الحساب مالكون آخرون
claim-anew-line = <b>⁨{ $handle }⁩</b> موجود بالفعل، ولم يعد أحد ممن ملكوه قادرًا على فعل شيء. الإثبات القديم لا يجعل ملكيته لك: على ⁨{ $domain }⁩ أن يذكر رقم طلبك، بالسطر في DNS أو بالملف. وحتى ذلك الحين لا يظهر لك إلا ما يراه غيرك.
claim-anew-not-here = هذه الطريقة لا تكفي هنا، لأنها لا يمكنها ذكر رقم طلبك.
claim-looks-like = ⁨{ $domain }⁩ يشبه ⁨{ $other }⁩، الذي أُثبت أولًا ويحتفظ بالعلامة. يمكن إثبات النطاق رغم ذلك؛ وعندها يُسأل الإشراف، ولا شيء هنا مُتحقَّق منه قبل أن يقرر.
claim-ruling-withheld = سحب الإشراف علامة ⁨{ $domain }⁩ من ⁨{ $handle }⁩، { $at }: ⁨{ $reason }⁩
claim-ruling-withdrawn = سحب القائمون على هذا الخادم علامة ⁨{ $domain }⁩ من ⁨{ $handle }⁩، { $at }: ⁨{ $reason }⁩
claim-ruling-withdrawn-undo = لا يعيدها إشراف ولا إثبات، بل هم: ⁨redress brand return { $domain } { $handle }⁩
claim-no-reason = لم يُذكر سبب
claim-ruling-distinct = ⁨{ $domain }⁩ يشبه ⁨{ $other }⁩. قرر الإشراف أنه نطاق آخر ويمكن أن تكون له علامة، { $at }: ⁨{ $reason }⁩
claim-signs-missing = يلزم ذكر الاسم الذي توقَّع به ردودك: اسم شخص، مثل ⁨Ada Okoye⁩. لا يكفي اسم فريق أو اسم الشركة.
claim-handle-missing = يلزم ذكر الحساب، مثل ⁨@care@mastodon.example⁩.
claim-decide = للإشراف
claim-decide-why = يلزم ذكر السبب. يظهر في السجل العلني.
claim-decide-allow = السماح بعلامة لـ ⁨{ $domain }⁩
claim-decide-allow-hint = كلاهما صادق: ⁨{ $domain }⁩ غير ⁨{ $other }⁩. يُحسب إثباته من الآن، ويحتفظ ⁨{ $other }⁩ بعلامته.
claim-decide-refuse = ترك ⁨{ $domain }⁩ بلا علامة
claim-decide-refuse-hint = لا يحصل ⁨{ $domain }⁩ على علامة، أو يفقد ما سُمح له به. ويحتفظ ⁨{ $other }⁩ بعلامته.
claim-decide-withhold = سحب العلامة من ⁨{ $handle }⁩
claim-decide-withhold-hint = يتوقف ⁨{ $handle }⁩ فورًا عن التحدث باسم ⁨{ $domain }⁩، ولا يعيد العلامة أي إثبات حتى يعيدها الإشراف. ردوده تبقى في الشكاوى. ويُخبَر صاحب الحساب بذلك.
claim-decide-return = السماح لـ ⁨{ $handle }⁩ بعلامة من جديد
claim-decide-return-hint = يُسأل ⁨{ $domain }⁩ فورًا هل يذكر ⁨{ $handle }⁩.
look-status = كان الجواب بالحالة ⁨{ $detail }⁩.
look-other-type = الموجود هناك من نوع غير ما نقرؤه.
look-too-large = الموجود هناك كبير جدًا.
look-too-many = كان سيلزم أن نسأل مرات كثيرة جدًا.
look-too-slow = تأخر الجواب كثيرًا.
look-redirects = يحيل مرات كثيرة جدًا، أو يدور في حلقة.
look-not-allowed = لا نتصل بهذا العنوان.
look-no-connection = لم ينجح الاتصال.
look-no-name-server = خوادم أسماء النطاق لم تُجب، أو أجابت بخطأ.
look-not-readable = تعذّرت قراءة الجواب.
look-leads-to = يقود إلى ⁨{ $detail }⁩، وهذا لا يُحسب هنا.
look-ours = يذكره هذا الخادم.
look-own-handle = العنوان هو اسم الحساب نفسه على خادمه. لا يُحسب إلا مع سطر DNS أو الملف.
look-no-account = لم يُعثر هناك على حساب كهذا.
claim-nobody = لا يمكننا العثور على ⁨{ $handle }⁩
claim-nobody-line = لم يعرض لنا خادمه حسابًا بهذا الاسم. يُرجى التحقق من الكتابة، أو المحاولة لاحقًا.
claim-not-yet = لم يُثبت بعد
claim-not-yet-line = لم نجد على ⁨{ $domain }⁩ ما يذكر <b>⁨{ $handle }⁩</b>.
claim-dns = سطر في DNS نطاقك
claim-dns-tell = الأنسب حين يتولى القسم التقني النطاق. يُطلب منه إضافة سطر واحد:
claim-webfinger = ملف يجيب عن اسم النطاق
claim-webfinger-tell = العنوان ⁨@{ $domain }@{ $domain }⁩ يقود إلى الحساب (WebFinger). يُحسب هذا لحساب يستضيفه خادم غير ⁨{ $domain }⁩: فعلى خادم كثير الحسابات لكل أحد عنوان، لذلك يحتاج حساب على ⁨{ $domain }⁩ نفسه إلى سطر DNS أو إلى الملف أدناه.
claim-well-known = ملف لهذا الغرض وحده
claim-well-known-tell = الأنسب لمن يتولى الموقع. يُحفظ باسم ⁨redress.json⁩ في المجلد ⁨.well-known⁩. وقد يذكر الحقل ⁨"subdomains"⁩ حتى ثلاثة نطاقات أخرى، مثل ⁨help.{ $domain }⁩، يمكنها قول ذلك أيضًا:
claim-link = رابط في صفحتك الرئيسية
claim-link-tell = يظهر باسم «تم التحقق من الرابط»، لا بصفة رسمية أبدًا: يكفي للظهور، ولا يكفي للرد باسم الشركة.
claim-back = وطريق العودة
claim-back-ours = الحساب على هذا الخادم يذكر النطاق تلقائيًا. لا يلزم شيء منك.
claim-back-tell = كي لا يذكر أحد حسابًا ليس له، على ⁨{ $handle }⁩ أن يذكر النطاق أيضًا. على Mastodon: الملف التعريفي، الحقول الإضافية، حقل قيمته بالضبط
claim-copy-name = الاسم
claim-copy-txt = النوع TXT، القيمة
claim-copy-address = العنوان
claim-copy-content = المحتوى
claim-copy-head = في رأس الصفحة
claim-copy-field = قيمة الحقل
claim-state-unseen = لم يُتحقق منه
claim-state-found = وُجد
claim-state-other = وُجد، لكنه يذكر حسابًا آخر
claim-state-nearly = قريب من الصواب
claim-state-missing = لم يوجد
claim-state-unreadable = وُجد، لكن تتعذّر علينا قراءته
claim-state-unreachable = لا جواب
claim-saw-found = وُجد { $at }:
claim-saw-other = شيء آخر موجود هناك، شوهد { $at }:
claim-saw-nearly = قريب من الصواب، شوهد { $at }:
claim-saw-missing = لم يوجد، آخر تحقق { $at }.
claim-saw-unreadable = تعذّرت علينا قراءته، شوهد { $at }:
claim-saw-unreachable = لم يصلنا جواب { $at }:
claim-nearly-hint = يجب أن يكون النطاق نفسه، بلا «www» وبلا مسار.
claim-withdraw-title = سحب الطلب
claim-withdraw-tell = يتوقف الحساب عن التحدث باسم الشركة فورًا. ردوده تبقى في الشكاوى.
claim-withdraw-tell-request = يُحذف الطلب. ويمكنك تقديمه من جديد.
claim-withdraw = سحب
claim-withdraw-sure = هل هذا مؤكد؟ عندها يتوقف ⁨{ $handle }⁩ فورًا عن التحدث باسم ⁨{ $domain }⁩.
claim-withdraw-sure-request = هل هذا مؤكد؟ عندها يُحذف طلبك لـ⁨{ $handle }⁩.
claim-withdraw-do = نعم، سحب
claim-voices = من يتحدث باسم هذه الشركة هنا
claim-others = آخرون يريدون التحدث باسم هذه الشركة ولم يثبتوا ذلك: ⁨{ $handles }⁩. لا يرى من هم إلا الإشراف.
claim-others-checked = طلب أحد التحدث باسم هذه الشركة؛ ويجري التحقق من ذلك.
claim-dispute = من يذكره النطاق يتحدث باسم الشركة؛ ويمكن أن يكونوا عدة. إن تحدث من لا ينبغي له ذلك، فيُزال الإثبات من النطاق ويُخبَر إشراف هذا الخادم: يمكنه سحب العلامة فورًا.
claim-public = العلني هو الطريقة واليوم وأنه تم التحقق. وليس علنيًا من منكم ضغط الزر.
said-claim-begun = يوضع الآن أحد هذه النصوص حيث يمكننا رؤيته.
said-claim-looking = جارٍ التحقق. يستغرق ذلك ثوانيَ قليلة.
said-claim-done = تم التحقق. ما وجدناه في الأسفل.
said-claim-looked = تحققنا قبل لحظات. تمكن المحاولة من جديد بعد نصف دقيقة.
said-claim-withdrawn = تم السحب.
said-invited = أُرسلت الدعوة. تظهر له في صفحة خاصة، ويقبلها أو يرفضها.
said-invited-by-link = الرابط أدناه. يُعطى لشخص واحد: أول عضو يفتحه ويقبل يتحدث باسم الشركة.
said-invitation-taken-back = سُحبت. لم تعد الدعوة سارية.
said-person-removed = أُزيل. لا يتحدث باسم الشركة من هذه اللحظة.
said-voice-left = لم يعد حسابك يتحدث باسم الشركة.
said-voice-given-up = تخليت عن الحساب. لا أحد يتحدث من خلاله الآن.
said-invitation-accepted = حسابك يتحدث الآن باسم الشركة.
said-invitation-declined = رُفضت الدعوة. ويُخبَر من أرسلها.
said-receipt-shown = الإيصال متاح للمتحدثين باسم الشركة وحدهم. يظهر لك أدناه من يقرؤه.
file-receipt-hint = الإيصال خطوة تالية: إن كانت الشكوى محفوظة على هذا الخادم، ففي صفحتها نموذج لصورة أو ملف ⁨PDF⁩ أو رقم طلب لا يقرؤه إلا المتحدثون باسم الشركة.
said-receipt-taken-back = سُحب. حُذف الإيصال من هذا الخادم.
fact-receipt = عُرض إيصال على <b>⁨{ $brand }⁩</b>
fact-receipt-left = تُرك إيصال لـ<b>⁨{ $brand }⁩</b>؛ لا أحد منها يقرأ هنا بعد
fact-receipt-left-now = تُرك إيصال لـ<b>⁨{ $brand }⁩</b>؛ لا أحد منها يقرأ هنا حاليًا
fact-order-confirmed = أكدت <b>⁨{ $brand }⁩</b> الطلب
deed-receipt = عرض إيصال على الشركة
deed-receipt-hint = تقرؤه الشركة وحدها
receipt-lead = لا يفتحه إلا من يتحدثون باسم ⁨{ $brand }⁩ هنا. ويظهر لك من فتحه ومتى. لا يُرسل أبدًا إلى خادم آخر.
receipt-lead-nobody = لا أحد من ⁨{ $brand }⁩ يقرأ هنا بعد. يُحفظ الإيصال لمن سيتحدثون باسمها وحدهم، حتى يأتوا أو يُمحى. لا يُرسل أبدًا إلى خادم آخر.
receipt-lead-nobody-now = لا أحد من ⁨{ $brand }⁩ يقرأ هنا حاليًا. يُحفظ الإيصال لمن سيتحدثون باسمها وحدهم، حتى يأتوا أو يُمحى. لا يُرسل أبدًا إلى خادم آخر.
receipt-not-elsewhere = لا يمكنك عرض إيصال على ⁨{ $brand }⁩ هنا: من يتحدثون باسمها يقرؤون على ⁨{ $host }⁩، والإيصال لا يُرسل أبدًا إلى خادم آخر.
receipt-not-here = لا يُعرض إيصال على ⁨{ $brand }⁩ إلا على ⁨{ $host }⁩، حيث تُحفظ هذه الشكوى.
receipt-what = تقول الصفحة للجميع إنك عرضت إيصالًا، ولا شيء مما فيه. هو مشفّر على هذا الخادم، ويُحذف عند سحبه أو محو الشكوى.
receipt-file = الإيصال
receipt-file-hint = صورة أو ملف ⁨PDF⁩، حتى 4 ميغابايت. تُرسم الصورة من جديد دون مكان التقاطها ووقته؛ ويُمرَّر ملف ⁨PDF⁩ كما هو، بكل ما فيه.
receipt-file-empty = هذا الملف فارغ. يُرجى اختياره من جديد أو اختيار غيره.
receipt-order = رقم الطلب
receipt-bought = يوم الشراء
receipt-amount = المبلغ
receipts-title = الإيصالات
receipts-mine = عرضت هذه على الشركة. لا يرى غيرها إلا أنك عرضتها.
receipts-brand = معروضة على المتحدثين باسم الشركة وحدهم. يُسجَّل كل فتح، ويرى من عرضها اسمك والوقت.
receipt-facts-only = رقم طلب أو يوم أو مبلغ، { $at }
receipt-facts-only-numbered = { $number }. رقم الطلب أو اليوم أو المبلغ، { $at }
receipt-picture = صورة إيصال، { $at }
receipt-picture-numbered = { $number }. صورة إيصال، { $at }
receipt-pdf = إيصال بصيغة ⁨PDF⁩، { $at }
receipt-pdf-numbered = { $number }. إيصال بصيغة ⁨PDF⁩، { $at }
receipt-take-back = سحب
receipt-nobody-read = لم يفتحها أحد حتى الآن.
receipt-read-by = فتحها ⁨{ $name }⁩، { $at }
receipt-read-by-numbered = الإيصال { $number }: فتحه ⁨{ $name }⁩، { $at }
receipt-title = إيصال
receipt-thread = الشكوى
receipt-note-owner = هذا هو المعروض على الشركة. لا يُسجَّل نظرك أنت.
receipt-note-brand = سُجّل الآن أنك فتحت هذا، ويرى من عرضه اسمك والوقت.
receipt-picture-alt = الإيصال
receipt-open-pdf = تنزيل ملف ⁨PDF⁩
receipt-pdf-hint = هو ممن قدّم الشكوى ولم يُغيَّر هنا.
people-title = المتحدثون باسم ⁨{ $brand }⁩
people-lead = يتحدثون باسم ⁨{ $brand }⁩ هنا، من خلال ⁨{ $handle }⁩. وكل منهم يرد باسمه.
people-lead-silent = ⁨{ $handle }⁩ لا يتحدث هنا حاليًا باسم ⁨{ $brand }⁩: لا شيء يثبت ذلك. لا يستطيع أحد الرد باسم ⁨{ $brand }⁩ من خلاله قبل إصلاح ذلك.
people-link-here = المتحدثون باسم هذه الشركة
people-who = من يتحدث
people-since = منذ { $at }
people-you = أنت
people-change = تغيير
people-standing = ما يحق لهم
people-role = وظيفتهم هناك
people-name = الاسم تحت الردود
people-standings = الموظف يرد. وصاحب القرار يرد أيضًا، ويُبلَّغ حين تُرفع شكوى إلى أصحاب القرار؛ فإن لم يوجد أُبلغ المالكون. والمالك يدعو ويغيّر ويزيل.
people-remove = إزالة
people-remove-hint = يفقد مكتب الردود فورًا، على كل جهاز. ما كتبه يبقى في الشكاوى باسمه. ويُخبَر بذلك.
standing-agent = موظف
standing-executive = صاحب قرار
standing-owner = مالك
people-invite = دعوة شخص
people-invite-hint = لا أحد يتحدث باسم شركة دون موافقته: لمن تصله الدعوة أن يقبلها أو يرفضها.
people-handle = معرّف حساب العضو
people-invite-member = دعوة هذا العضو
people-make-link = رابط بدلًا من ذلك
people-link-hint = تسري الدعوة { $days ->
    [one] يومًا واحدًا
    [two] يومين
    [few] { $days } أيام
    [many] { $days } يومًا
   *[other] { $days } يوم
}. الرابط لشخص واحد بلا حساب: يصير عضوًا أولًا، إن كان هذا الخادم يقبل أعضاء جددًا.
people-invited = دعوات بلا جواب حتى الآن
people-invited-member = ⁨{ $handle }⁩، بصفة { $standing }
people-invited-link = أول من يفتح هذا الرابط ويقبل، بصفة { $standing }
people-invited-until = سارية حتى { $at }
people-take-back = سحب
people-leave = التوقف عن التحدث باسم الشركة
people-leave-hint = يُغلق مكتب الردود أمامك فورًا. ما كتبته يبقى في الشكاوى باسمك. ويُخبَر المالكون.
people-leave-sure = نعم، أتوقف عن التحدث باسم هذه الشركة. ولا أعود إلا بدعوة جديدة.
people-leave-button = التوقف عن التحدث باسم
people-last-owner = أنت آخر مالك. يلزم أولًا تعيين مالك آخر؛ ثم يمكنك الخروج.
people-give-up-hint = أو التخلي عن الحساب: يتوقف الجميع، وأنت منهم، عن التحدث من خلاله فورًا، ولا تبقى دعوة سارية. تبقى ردوده. ومن يريد التحدث من خلاله لاحقًا يلزمه إثبات النطاق من جديد، برقم لا يحصل عليه غيره.
people-give-up-sure = نعم، لا يتحدث أحد باسم الشركة من هذا الحساب بعد الآن.
people-give-up = التخلي عن حساب
invitations-title = دعوات للتحدث باسم شركة
invitations-none = لا دعوة لك حاليًا.
invitation-text = يدعوك ⁨{ $by }⁩ إلى التحدث باسم ⁨{ $brand }⁩ هنا، بصفة { $standing }.
invitation-means-agent = يكون لك الرد على الشكاوى عن ⁨{ $brand }⁩ باسمها، مع توقيعك باسمك، والاطلاع على ما قاله أصحاب الشكاوى للشركة وحدها.
invitation-means-executive = يكون لك الرد على الشكاوى عن ⁨{ $brand }⁩ باسمها، مع توقيعك باسمك، والاطلاع على ما قاله أصحاب الشكاوى للشركة وحدها، ويصلك خبر حين تُرفع شكوى إلى أصحاب القرار.
invitation-means-owner = يكون لك الرد على الشكاوى عن ⁨{ $brand }⁩ باسمها، مع توقيعك باسمك، والاطلاع على ما قاله أصحاب الشكاوى للشركة وحدها، وتمكنك دعوة من يتحدثون باسمها وتغييرهم وإزالتهم.
invitation-own-brand = ما دام حسابك يتحدث باسم ⁨{ $brand }⁩ ومدة { $days } يومًا بعد ذلك، لا يمكنك تقديم شكوى عنها ولا تقييم ما فعلته ولا اختيار «لدي المشكلة نفسها»، ولا باسم مستعار. ويُذكر عند تعليقاتك باسمك أن حسابك يتحدث باسمها.
invitation-signs-hint = اسم شخص. يظهر تحت كل رد من ردودك.
invitation-accept = قبول
invitation-decline = رفض
invitation-sign-in = للجواب يلزم الدخول؛ ثم تُفتح هذه الصفحة من جديد.
invitation-members = لا يتحدث هنا باسم شركة إلا أعضاء هذا الخادم. يلزم الخروج والانضمام إليه، أو الدخول بحسابك هنا.
invitation-gone = لم تعد هذه الدعوة سارية: انقضت، أو سُحبت، أو أُجيب عنها. يمكن طلب دعوة جديدة ممن أرسلها.
nav-mediation = الوساطة
mediation-lead = رفع الناس هذه الشكاوى إلى وساطة المجتمع. من يتوسط يكتب في صفحة الشكوى باسمه.
mediation-none = لم يطلب أحد الوساطة.
card-step = رُفعت: { $step }
desk-taken = رُفعت إلى من يقرر باسم الشركة
escalate-to-representative = تُعلَّم في مكتب الردود لمن يتحدث باسم الشركة.
escalate-to-executive = تظهر في أعلى مكتب ردود الشركة، معلَّمة لمن يقرر هناك.
escalate-to-elsewhere = تقرأ ⁨{ $brand }⁩ على خادم آخر، فلا مكتب ردود لها هنا. تُسجَّل الخطوة، وينشرها هذا الخادم تحت الشكوى.
escalate-to-mediator = تجدها وساطة هذا المجتمع في قائمتها حالما تصير علنية، وتكتب في صفحة الشكوى.
escalate-to-nobody-reads = لا أحد يقرأ هنا باسم ⁨{ $brand }⁩ بعد، فلا يُبلَّغ أحد بهذه الخطوة. تُسجَّل، وتأتي التالية بعدها.
escalate-to-nobody-reads-now = لا أحد يقرأ هنا باسم ⁨{ $brand }⁩ حاليًا، فلا يُبلَّغ أحد بهذه الخطوة. تُسجَّل، وتأتي التالية بعدها.
escalate-to-nobody = لا وساطة على هذا الخادم بعد. بعد هذه الخطوة تأتي التالية: جهة خارجية، مع ملخص للطباعة.
escalate-to-external-body = لا يُرسل شيء نيابة عنك. يتاح لك ملخص للطباعة، وقائمة بجهات تسمع الشكاوى.
summary-title = ملخص: ⁨{ $title }⁩
summary-lead = للطباعة، أو للحفظ ملفًا، لجهة خارجية.
summary-back = العودة إلى الشكوى
summary-brand = شكوى عن
summary-person = الطرف الشاكي
summary-said = ما كتبه الطرفان
summary-words = ما حدث، بكلمات الطرف الشاكي
summary-steps = ما جرى منذ ذلك الحين
summary-printed = حتى ⁨{ $at }⁩. سجل الأحداث كاملًا، مع إثباتاته، على
summary-bodies = إلى أين يمكن رفعها
summary-bodies-lead = جهات تسمع الشكاوى، بحسب البلد. لكل منها قواعدها؛ ومعظمها يطلب أن تُراسَل الشركة أولًا.
deed-summary = ملخص للطباعة
sector-any = أي شيء يُشترى
sector-energy = الطاقة
sector-finance = المصارف والمال
sector-post = البريد والطرود
sector-telecom = الهاتف والإنترنت
sector-travel = السفر

## Whose turn it is, and who was told

card-not-told = لم يُبلّغ أحد ⁨{ $brand }⁩ بعد
card-gone = لم يعد الحساب الذي قدّمها موجودًا
card-elsewhere = محفوظة على ⁨{ $host }⁩
banner-nobody-reads = لا أحد من ⁨{ $brand }⁩ يقرأ هنا بعد
banner-nobody-reads-now = لا أحد من ⁨{ $brand }⁩ يقرأ هنا حاليًا
banner-not-told = لم تُبلَّغ ⁨{ $brand }⁩ بعد
banner-untold-line = قُدّمت قبل { $span }. لم يُبلّغ أحد ⁨{ $brand }⁩ بها حتى الآن، فصمتها لا يعني شيئًا ولا يُحسب في أي مكان.
banner-gone = لا أحد ينتظر ردًا هنا بعد الآن
banner-gone-line = حذف من قدّم هذه الشكوى حسابه، ومُحي ما كتبه. ما زال بإمكان ⁨{ $brand }⁩ الرد؛ ولا وقت يُحسب عليها.
banner-closes = إن لم يصل رد ذو مضمون، تُغلق بلا رد في { $day }، وتُحسب كذلك.
banner-closes-further = إن لم يصل رد آخر ذو مضمون، تُغلق بلا رد في { $day }، وتُحسب كذلك.
banner-promised = وعدت ⁨{ $brand }⁩ بالتصرف حتى <b>{ $day }</b>.
banner-promised-said = بحسب ⁨{ $host }⁩ وعدت ⁨{ $brand }⁩ بالتصرف حتى <b>{ $day }</b>.
legend-untold = لم يُبلّغ أحد ⁨{ $brand }⁩: { $span }
front-untold = لم تُبلَّغ الشركة
front-untold-all = كل الشكاوى التي لم تُبلَّغ شركاتها
untold-lead = شكاوى علنية لم يُبلّغ أحد الشركة بها حتى الآن. لا تدخل في أي رقم لها.
filter-untold = لم تُبلَّغ الشركة
board-untold = { $count ->
    [zero] لا شيء
    [one] شكوى واحدة
    [two] شكويان
    [few] { $count } شكاوى
   *[other] { $count } شكوى
} لم يُبلّغ أحد الشركة بها
desk-empty-here = لا أحد ينتظر هنا.
desk-elsewhere = في الانتظار على خوادم أخرى
desk-unknown = هذا ما هو محفوظ هنا، وما وصل إلى هنا من خوادم أخرى. ما لا يتابعه أحد هنا غير معروف هنا.

## Who solved it

solved-by-brand-said = حلّتها ⁨{ $brand }⁩
outcome-offered = عرضت ⁨{ $brand }⁩: { $outcome }
outcome-refused = رفضت ⁨{ $brand }⁩
solved-by-myself-said = حلّها الطرف الشاكي بنفسه
solved-by-myself-said-yours = حُلّت من طرفك
solved-by-somebody-else-said = حلّها شخص آخر
solved-by-untold-said = لم يُذكر من حلّها
note-who-solved-it = من حلّها؟ يكفي الرد خلال 30 يومًا بـ «#مؤكد الشركة» أو «#مؤكد بنفسي» أو «#مؤكد غيرهم»، أو ذكر ذلك في صفحتها. وحتى ذلك الحين لا تُحسب لـ ⁨{ $brand }⁩ ولا عليها.
refusal-solver-needed = يلزم ذكر من حلّها: الشركة، أو أنت، أو شخص آخر. لا يُحسب للشركة إلا ما حلّته.
rated-once = تقييمك { $rating } من 10. يمكنك التقييم مرة أخرى. يُحسب اللاحق، ويظهر كلاهما.
rated-twice = تقييمك { $first } من 10 أولًا و{ $rating } من 10 لاحقًا. يظهر كلاهما، ويُحسب اللاحق.
ended-elsewhere = قيل هذا عن ⁨{ $brand }⁩ قبل نقل الشكوى إلى ⁨{ $now }⁩
ending-rated-twice = { $rating } من 10، وأولًا { $first } من 10
figures-solver-untold = { $count ->
    [zero] لا شكوى محلولة
    [one] شكوى واحدة محلولة
    [two] شكويان محلولتان
    [few] { $count } شكاوى محلولة
   *[other] { $count } شكوى محلولة
} لم يُذكر من حلّها. لا تُحسب للشركة ولا عليها.
figures-veiled = { $count ->
    [zero] لا شكوى باسم مستعار خارج هذه الأرقام
    [one] شكوى واحدة باسم مستعار لا تدخل في هذه الأرقام
    [two] شكويان باسم مستعار لا تدخلان في هذه الأرقام
    [few] { $count } شكاوى بأسماء مستعارة لا تدخل في هذه الأرقام
   *[other] { $count } شكوى بأسماء مستعارة لا تدخل في هذه الأرقام
}: الشكاوى الأخرى قليلة، فقد يكشف عدّها من قدّمها.
figure-with-proof = { $rest } · { $count } مع إثبات شراء

## Steps and mediators

refusal-escalate-later = لمن يتولاها الآن { $hours ->
    [one] ساعة واحدة
    [two] ساعتين
    [few] { $hours } ساعات
   *[other] { $hours } ساعة
} أولًا. الخطوة التالية ممكنة من ⁨{ $from }⁩، أو حالما ترد الشركة.
escalate-later = الخطوة التالية، { $step }، ممكنة من { $at }: لمن يتولاها الآن { $hours ->
    [one] ساعة واحدة
    [two] ساعتين
    [few] { $hours } ساعات
   *[other] { $hours } ساعة
} أولًا. إن ردت الشركة قبل ذلك، أمكن المضي فورًا.
post-of-the-brand = حساب يتحدث هنا باسم ⁨{ $brand }⁩
post-mediator = وساطة المجتمع
deed-confirm-order = وجدنا هذا الطلب
confirm-order-what = يرى الجميع أنكم وجدتم الطلب. ويُحسب إثبات شراء إلى جانب أرقامكم.
said-order-confirmed = سُجّل: وجدتم هذا الطلب.
brands-title = أسماء الشركات
brands-lead = الشركة هي نطاقها. هنا يُذكر ما يسميها به الناس، وأي نطاقات أخرى تقود إلى صفحة شكاواها، وأي شركتين هما واحدة.
brands-domain = نطاق الشركة
brands-unknown = لا شركة هنا بهذا النطاق.
brands-name = ما يسميها به الناس
brands-name-wrong = الاسم من 1 إلى 100 حرف.
brands-aliases = نطاقات أخرى
brands-other = نطاق آخر
brands-other-hint = النطاق الذي لا صفحة شكاوى له يقود إلى هذه الصفحة. والشركة التي لم يشتكِ منها أحد ولا يتحدث باسمها أحد هنا يمكن أن تصير جزءًا من أخرى.
brands-alias = توجيهه إلى هنا
brands-merge = ضم هذه الشركة إلى تلك
brands-not-here = ⁨{ $domain }⁩ ليس شركة هنا.
brands-taken = لـ⁨{ $domain }⁩ صفحة شكاوى خاصة. يمكن فتحه هنا وضمه إلى هذه الشركة.
brands-elsewhere = ⁨{ $domain }⁩ يقود إلى شركة أخرى.
brands-itself = ⁨{ $domain }⁩ هو هذه الشركة.
brands-complaints = اشتكى الناس هنا من ⁨{ $domain }⁩. تبقى الشكوى لدى الشركة التي قُدّمت عنها.
brands-voices = هناك من يتحدث هنا باسم ⁨{ $domain }⁩، وسيفقد مكتبه دون أي إخطار. ليتخلَّ عن ذلك أولًا، أو يُنهى بالأمر ⁨redress brand withdraw⁩، فيُخبَر بالسبب.

## ما يصل الأعضاء من الشكاوى

nav-notifications = الإشعارات
notifications-lead = ما حدث في شكاوى تخصّك، وما أُبلغتَ به. لا يراه غيرك. تُحذف الأسطر عن الشكاوى بعد 180 يومًا. وما ينتظر جوابك يزول متى أجبت.
notifications-desk = ما ينتظر شركتك موجود في مكتبها.
notifications-read-all = تعليم الكل كمقروء
notifications-none = لا شيء حتى الآن. يظهر هنا ما يحدث في شكاواك، وفي الشكاوى التي تدعمها، وفي صفحات الشكاوى التي تتابعها.
said-notifications-read = عُلّم الكل كمقروء.
front-mine = بانتظارك
heard-as-complainant = شكواك
heard-as-voice = شركتك
heard-as-supporter = لديك المشكلة نفسها
heard-as-follower = صفحة شكاوى تتابعها
heard-as-moderator = للإشراف
heard-filed = شكوى جديدة بشأن ⁨{ $brand }⁩: { $title }
heard-responded = ردت ⁨{ $brand }⁩ على { $title }.
heard-answered = أجاب الطرف الشاكي في { $title } عن سؤال ⁨{ $brand }⁩.
heard-commented = تعليق جديد على { $title }.
heard-promised = وعدت ⁨{ $brand }⁩ بشيء بشأن { $title }.
heard-promise-kept = تقول ⁨{ $brand }⁩ إنها وفت بوعد بشأن { $title }.
heard-promise-confirmed = يؤكد الطرف الشاكي في { $title } أن ⁨{ $brand }⁩ وفت بوعدها.
heard-promise-broken = وعدت ⁨{ $brand }⁩ بشيء بشأن { $title }، وقد مضى اليوم. يُحسب الوعد غير موفى به.
heard-offered = تعرض ⁨{ $brand }⁩ حلًا: { $title }
heard-refused = تقول ⁨{ $brand }⁩ ما لن تفعله: { $title }
heard-declined = يقول الطرف الشاكي في { $title } إنها لم تُحل.
heard-asked = تسأل ⁨{ $brand }⁩ الطرف الشاكي عن أمر في { $title }.
heard-resolved = يقول الطرف الشاكي في { $title } إن الأمر سُوّي.
heard-given-up = أُغلقت غير محلولة: { $title }
heard-reopened = فتح الطرف الشاكي { $title } من جديد.
heard-withdrawn = سحب الطرف الشاكي { $title }.
heard-contested = تعترض ⁨{ $brand }⁩ على { $title }. القرار للإشراف.
heard-label-disputed = تعترض ⁨{ $brand }⁩ على وسم على ردها على { $title }. القرار للإشراف.
heard-dismissed = أغلق الإشراف { $title }.
heard-appealed = وصل استئناف بشأن { $title }. القرار للإشراف.
heard-reinstated = فتح الإشراف { $title } من جديد.
heard-escalated = رفع الطرف الشاكي { $title }. الدور على ⁨{ $brand }⁩.
heard-supported = شخص آخر لديه المشكلة نفسها: { $title }
heard-thanked = أفاد رد من ⁨{ $brand }⁩ شخصًا: { $title }
heard-lapsed = أُغلقت لأن الطرف الشاكي لم يجب ⁨{ $brand }⁩: { $title }
heard-unanswered = أُغلقت بلا رد من ⁨{ $brand }⁩: { $title }
heard-left = حذف الطرف الشاكي في { $title } حسابه.
