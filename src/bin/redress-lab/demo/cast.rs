//! Who and what the demo shows: made-up brands, people with first names only, and a dozen threads in every state.

use serde::{Deserialize, Serialize};

/// What the terminal prints and `demo.json` keeps.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Told {
    pub(super) accounts: Vec<Account>,
    /// A company about which a regulator recorded complaints: the domain of its board.
    pub(super) recorded: String,
    /// A thread, as the complainant's own instance shows it, in which the brand waits for an answer.
    pub(super) offered: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Account {
    pub(super) role: String,
    pub(super) name: String,
    pub(super) password: String,
    pub(super) instance: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    North,
    South,
}

impl Side {
    pub(super) fn index(self) -> usize {
        match self {
            Side::North => 0,
            Side::South => 1,
        }
    }

    pub(super) fn other(self) -> Side {
        match self {
            Side::North => Side::South,
            Side::South => Side::North,
        }
    }
}

/// A made-up brand: the reserved suffix `.example` belongs to nobody.
#[derive(Debug)]
pub(super) struct Brand {
    pub(super) domain: &'static str,
    pub(super) name: &'static str,
    pub(super) home: Side,
    /// The handle of its official actor, and who signs there.
    pub(super) voice: &'static str,
    pub(super) representative: &'static str,
    /// The account of that person.
    pub(super) account: &'static str,
    pub(super) role: &'static str,
    /// How its domain names its voice.
    pub(super) shown: Shown,
}

/// Where a brand's site says who speaks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// `/.well-known/redress.json`.
    File,
    /// WebFinger.
    Address,
}

pub(super) const KESTREL: Brand = Brand {
    domain: "kestrelparcel.example",
    name: "Kestrel Parcel",
    home: Side::North,
    voice: "kestrelparcel",
    representative: "Noor",
    account: "noor",
    role: "customer care",
    shown: Shown::File,
};

pub(super) const LUMENFOLD: Brand = Brand {
    domain: "lumenfold.example",
    name: "Lumenfold Mobile",
    home: Side::South,
    voice: "lumenfold",
    representative: "Joost",
    account: "joost",
    role: "network complaints",
    shown: Shown::Address,
};

pub(super) const SALTMARSH: Brand = Brand {
    domain: "saltmarshkitchens.example",
    name: "Saltmarsh Kitchens",
    home: Side::North,
    voice: "saltmarsh",
    representative: "Ines",
    account: "ines",
    role: "after-sales",
    shown: Shown::File,
};

pub(super) const BRANDS: [&Brand; 3] = [&KESTREL, &LUMENFOLD, &SALTMARSH];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Person {
    pub(super) name: &'static str,
    pub(super) side: Side,
}

pub(super) const MIRA: Person = Person { name: "mira", side: Side::North };
pub(super) const OSKAR: Person = Person { name: "oskar", side: Side::North };
pub(super) const LEILA: Person = Person { name: "leila", side: Side::South };
pub(super) const TOBIAS: Person = Person { name: "tobias", side: Side::South };

pub(super) const PEOPLE: [Person; 4] = [MIRA, OSKAR, LEILA, TOBIAS];

/// Who does a step of a thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    Complainant,
    Brand,
    Bystander(Person),
    Moderator,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Deed {
    Acknowledge,
    Respond(&'static str),
    Comment(&'static str),
    Promise { text: &'static str, days: i64 },
    Offer { text: &'static str, outcome: &'static str },
    Confirm { rating: u8 },
    Decline(&'static str),
    GiveUp { rating: u8 },
    Withdraw,
    Retract,
    Dismiss { ground: &'static str, reason: &'static str },
    Support,
}

#[derive(Debug)]
pub(super) struct Step {
    /// Hours since the complaint was filed.
    pub(super) hours: i64,
    pub(super) by: By,
    pub(super) deed: Deed,
}

#[derive(Debug)]
pub(super) struct Thread {
    pub(super) brand: &'static Brand,
    pub(super) author: Person,
    pub(super) hours_ago: i64,
    pub(super) title: &'static str,
    pub(super) text: &'static str,
    pub(super) wish: &'static str,
    /// The state that both servers must show in the end.
    pub(super) ends: &'static str,
    pub(super) steps: &'static [Step],
}

const fn step(hours: i64, by: By, deed: Deed) -> Step {
    Step { hours, by, deed }
}

/// In order of filing, the oldest first: the clock only goes forward.
pub(super) const THREADS: [Thread; 13] = [
    Thread {
        brand: &SALTMARSH,
        author: LEILA,
        hours_ago: 32 * 24,
        title: "Worktop delivered with a crack, replacement promised in March",
        text: "The oak worktop came with a crack across the sink cut-out. The fitter wrote it on the delivery note. \
               I was told a replacement would be cut within two weeks. That was three months ago.\n\n\
               I have called five times and sent photographs twice.",
        wish: "replacement",
        ends: "lapsed",
        steps: &[
            step(
                20,
                By::Brand,
                Deed::Respond(
                    "I have your delivery note and the photographs here. The crack is ours. I am having a new worktop cut.",
                ),
            ),
            step(
                60,
                By::Brand,
                Deed::Offer {
                    text: "Your new worktop is on the van for Thursday, and the fitter comes with it at no charge.",
                    outcome: "replacement",
                },
            ),
        ],
    },
    Thread {
        brand: &KESTREL,
        author: MIRA,
        hours_ago: 26 * 24,
        title: "Parcel marked as delivered, never arrived",
        text: "Tracking says \"handed to resident\" on a day when nobody was home. The driver's photograph shows a green door. Mine is blue.",
        wish: "refund",
        ends: "resolved",
        steps: &[
            step(
                3,
                By::Brand,
                Deed::Respond(
                    "That is not your door, I can see it too. I have opened a search with the depot and will write here tomorrow.",
                ),
            ),
            step(
                5,
                By::Bystander(OSKAR),
                Deed::Comment(
                    "Same green door in my street, three numbers down. Ask for the photograph of every stop of that day.",
                ),
            ),
            step(
                27,
                By::Brand,
                Deed::Offer {
                    text: "The parcel is lost. The full value and the postage, 84.90, went back to your card this morning.",
                    outcome: "refund",
                },
            ),
            step(52, By::Complainant, Deed::Confirm { rating: 9 }),
        ],
    },
    Thread {
        brand: &LUMENFOLD,
        author: OSKAR,
        hours_ago: 23 * 24,
        title: "Charged for roaming in my own kitchen",
        text: "I live 4 km from the border. My phone picks up the neighbour's network and I am billed for roaming, 61.20 last month. \
               Support says to switch the phone off at home.",
        wish: "refund",
        ends: "unresolved",
        steps: &[
            step(30, By::Brand, Deed::Respond("We have switched border protection on for your line.")),
            step(
                31,
                By::Brand,
                Deed::Offer { text: "As a gesture we have added 500 MB to your plan.", outcome: "workaround" },
            ),
            step(40, By::Complainant, Deed::Decline("I asked for my money back, and I was billed again yesterday.")),
            step(200, By::Complainant, Deed::GiveUp { rating: 1 }),
        ],
    },
    Thread {
        brand: &LUMENFOLD,
        author: TOBIAS,
        hours_ago: 20 * 24,
        title: "Contract cancelled in writing, still being charged",
        text: "Cancelled by letter on the first of September, confirmed by you on the fourth. Two more invoices since.",
        wish: "refund",
        ends: "resolved",
        steps: &[
            step(7, By::Brand, Deed::Acknowledge),
            step(
                9,
                By::Brand,
                Deed::Respond(
                    "Your cancellation reached us and was filed under a wrong number. Both invoices are void.",
                ),
            ),
            step(
                10,
                By::Brand,
                Deed::Offer {
                    text: "Both amounts are on their way back to your account, and the reminder fee with them.",
                    outcome: "refund",
                },
            ),
            step(33, By::Complainant, Deed::Confirm { rating: 7 }),
        ],
    },
    Thread {
        brand: &KESTREL,
        author: TOBIAS,
        hours_ago: 17 * 24,
        title: "Pick-up point closed for good, parcel still inside",
        text: "You sent my parcel to a shop that closed in August. It has been \"ready for collection\" ever since.",
        wish: "other",
        ends: "open",
        steps: &[
            step(18, By::Bystander(MIRA), Deed::Support),
            step(30, By::Bystander(LEILA), Deed::Support),
            step(
                31,
                By::Bystander(LEILA),
                Deed::Comment(
                    "That shop is a bakery now. They keep a pile of your parcels behind the counter and would love to be rid of them.",
                ),
            ),
        ],
    },
    Thread {
        brand: &SALTMARSH,
        author: MIRA,
        hours_ago: 12 * 24,
        title: "Drawer fronts in two different whites",
        text: "Four fronts are warm white, two are cold white. Same order, same article number.",
        wish: "replacement",
        ends: "resolved",
        steps: &[
            step(
                2,
                By::Brand,
                Deed::Respond("Two batches got mixed at the factory. May I send all six again, from one batch?"),
            ),
            step(
                4,
                By::Brand,
                Deed::Offer { text: "Six fronts from one batch are packed and leave today.", outcome: "replacement" },
            ),
            step(90, By::Complainant, Deed::Decline("Six fronts came, one is scratched.")),
            step(
                92,
                By::Brand,
                Deed::Offer {
                    text: "A new front goes out this afternoon, checked by me. Keep the others.",
                    outcome: "replacement",
                },
            ),
            step(140, By::Complainant, Deed::Confirm { rating: 8 }),
        ],
    },
    Thread {
        brand: &LUMENFOLD,
        author: LEILA,
        hours_ago: 10 * 24,
        title: "Lumenfold answers every message with the same link",
        text: "I asked why my number was not carried over. Three answers, three times the same link to the same page.",
        wish: "explanation",
        ends: "withdrawn",
        steps: &[
            step(
                26,
                By::Brand,
                Deed::Respond(
                    "I am sorry for the link. The old operator refused the transfer because of a missing birth date; I have added it.",
                ),
            ),
            step(50, By::Complainant, Deed::Withdraw),
        ],
    },
    Thread {
        brand: &KESTREL,
        author: OSKAR,
        hours_ago: 8 * 24,
        title: "Best parcel lockers in town, write to me for a discount",
        text: "Tired of waiting? We rent out private parcel lockers. Mention this post for a discount.",
        wish: "other",
        ends: "dismissed",
        steps: &[step(
            4,
            By::Moderator,
            Deed::Dismiss { ground: "advertising", reason: "This offers a service and complains about nothing." },
        )],
    },
    Thread {
        brand: &KESTREL,
        author: LEILA,
        hours_ago: 6 * 24,
        title: "Customs fee charged twice on one parcel",
        text: "The driver took 23.40 in cash. A week later an invoice over 23.40 came by post for the same parcel.",
        wish: "refund",
        ends: "offered",
        steps: &[
            step(5, By::Brand, Deed::Acknowledge),
            step(
                8,
                By::Brand,
                Deed::Respond("The cash receipt was never matched to your parcel. I have both in front of me now."),
            ),
            step(
                100,
                By::Brand,
                Deed::Offer {
                    text: "The invoice is cancelled and 5.00 for your trouble is on its way.",
                    outcome: "refund",
                },
            ),
        ],
    },
    Thread {
        brand: &SALTMARSH,
        author: TOBIAS,
        hours_ago: 4 * 24,
        title: "Fitter left the gas pipe uncapped",
        text: "The old cooker was taken out and the pipe was left open behind a closed valve. The emergency service capped it at midnight.",
        wish: "explanation",
        ends: "acknowledged",
        steps: &[
            step(
                1,
                By::Brand,
                Deed::Respond(
                    "This must not happen. The fitting company is suspended until we know why. I will call you today, and write here what we found.",
                ),
            ),
            step(
                6,
                By::Brand,
                Deed::Promise {
                    text: "You and everyone here will have the report of the independent inspector.",
                    days: 9,
                },
            ),
        ],
    },
    Thread {
        brand: &LUMENFOLD,
        author: MIRA,
        hours_ago: 50,
        title: "No signal in the whole valley since Monday",
        text: "Calls, data, everything. The map on your page is green. The shop says to restart the phone.",
        wish: "repair",
        ends: "acknowledged",
        steps: &[
            step(1, By::Bystander(OSKAR), Deed::Support),
            step(2, By::Bystander(TOBIAS), Deed::Support),
            step(5, By::Brand, Deed::Acknowledge),
            step(20, By::Bystander(OSKAR), Deed::Comment("Restarted it. Restarted the valley too. No change.")),
        ],
    },
    Thread {
        brand: &SALTMARSH,
        author: OSKAR,
        hours_ago: 30,
        title: "Wrong brand, sorry",
        text: "I meant another kitchen company.",
        wish: "other",
        ends: "retracted",
        steps: &[step(0, By::Complainant, Deed::Retract)],
    },
    Thread {
        brand: &KESTREL,
        author: MIRA,
        hours_ago: 5,
        title: "Delivery window of thirteen hours",
        text: "\"Between 7 and 20 o'clock\" is not a delivery window, it is a day. I took one off for it, and nobody came.",
        wish: "change",
        ends: "open",
        steps: &[step(2, By::Bystander(LEILA), Deed::Comment("Mine said 6 to 22."))],
    },
];
