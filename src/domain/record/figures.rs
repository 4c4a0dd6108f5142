//! The figures of a brand's records: functions of integer counts and of nothing else.

use std::collections::BTreeMap;

use crate::domain::figures::SAMPLE_MIN;
use crate::domain::record::{Month, Response, Said};

/// So many records that agree in everything a figure asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    pub month: Month,
    pub topic: String,
    pub response: Response,
    pub timely: Said,
    pub disputed: Said,
    pub count: u64,
}

/// A part of a whole, both counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    pub part: u64,
    pub whole: u64,
}

impl Share {
    /// Whole per cents, a half rounded up; `None` where the whole is too small to say.
    pub fn percent(self) -> Option<u64> {
        (self.whole >= SAMPLE_MIN as u64).then(|| (self.part * 200 + self.whole) / (self.whole * 2))
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    pub records: u64,
    /// Answered in time, of those for which the source says whether.
    pub in_time: Share,
    /// Disputed by the person, of those who were asked (the Bureau stopped asking in 2017).
    pub disputed: Share,
    pub responses: BTreeMap<Response, u64>,
    pub topics: BTreeMap<String, u64>,
    pub months: BTreeMap<Month, BTreeMap<String, u64>>,
}

impl Figures {
    pub fn add(&mut self, tally: &Tally) {
        if tally.count == 0 {
            return;
        }
        self.add_outcome(tally.response, tally.timely, tally.disputed, tally.count);
        self.add_topic(tally.month, &tally.topic, tally.count);
    }

    /// The half of a tally that asks what became of the records.
    pub fn add_outcome(&mut self, response: Response, timely: Said, disputed: Said, count: u64) {
        self.records += count;
        // What is in progress is no answer yet, whatever the source says of its time.
        if response != Response::InProgress {
            count_said(&mut self.in_time, timely, count);
        }
        count_said(&mut self.disputed, disputed, count);
        *self.responses.entry(response).or_default() += count;
    }

    /// The half of a tally that asks what the records are about, and when.
    pub fn add_topic(&mut self, month: Month, topic: &str, count: u64) {
        *self.topics.entry(topic.to_string()).or_default() += count;
        *self.months.entry(month).or_default().entry(topic.to_string()).or_default() += count;
    }

    /// How many ended with one of these kinds of response, of those that ended: what is in progress did not.
    pub fn share_of(&self, responses: &[Response]) -> Share {
        let count = |it: &Response| self.responses.get(it).copied().unwrap_or_default();
        let ended = responses.iter().filter(|it| **it != Response::InProgress);
        Share { part: ended.map(count).sum(), whole: self.records - count(&Response::InProgress) }
    }
}

impl<'a> FromIterator<&'a Tally> for Figures {
    fn from_iter<T: IntoIterator<Item = &'a Tally>>(tallies: T) -> Figures {
        let mut figures = Figures::default();
        for tally in tallies {
            figures.add(tally);
        }
        figures
    }
}

fn count_said(share: &mut Share, said: Said, count: u64) {
    match said {
        Said::Yes => {
            share.part += count;
            share.whole += count;
        }
        Said::No => share.whole += count,
        Said::Nothing => {}
    }
}
