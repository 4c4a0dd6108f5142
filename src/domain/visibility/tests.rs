//! The table of who may see what, as a table.

use crate::domain::complaint::State;
use crate::domain::visibility::{Peer, PostStanding, Sight, Standing, Telling, Viewer, post_sight, sight};

/// In the order of [`Viewer::ALL`]: W whole, o outline, - nothing.
const TABLE: [(Standing, &str); 8] = [
    (Standing::Published, "WWWWWWWWW-"),
    (Standing::Provisional, "WWWWWWWWW-"),
    (Standing::BrandFirst, "---WWW----"),
    (Standing::Retracted, "---WWW--o-"),
    (Standing::Withdrawn, "WWWWWWWWW-"),
    (Standing::Dismissed, "WWWWWWWWW-"),
    (Standing::Hidden, "oooWWWooo-"),
    (Standing::HomeBlocked, "oooWWWooo-"),
];

#[test]
fn every_cell_of_the_table_is_as_written() {
    for (standing, row) in TABLE {
        let found: String = Viewer::ALL
            .iter()
            .map(|viewer| match sight(standing, *viewer) {
                Sight::Whole => 'W',
                Sight::Outline => 'o',
                Sight::Nothing => '-',
            })
            .collect();
        assert_eq!(found, row, "{standing:?}");
    }
    let rows: Vec<Standing> = TABLE.iter().map(|(standing, _)| *standing).collect();
    assert_eq!(rows, Standing::ALL);
}

#[test]
fn a_strangers_sight_decides_what_is_listed_and_told() {
    for standing in Standing::ALL {
        let stranger = sight(standing, Viewer::Visitor);
        assert_eq!(stranger, sight(standing, Viewer::Peer(Peer::Anybody)), "pages and documents agree: {standing:?}");
        if standing.is_listed() || standing.telling() == Telling::Everything {
            assert_eq!(stranger, Sight::Whole, "{standing:?}");
        }
    }
}

#[test]
fn of_several_reasons_the_strongest_counts() {
    for state in State::NAMES {
        for hidden in [false, true] {
            for blocked in [false, true] {
                let of = |visibility| Standing::of(state, visibility, hidden, blocked);
                if state == "retracted" {
                    assert_eq!(of("public"), Standing::Retracted);
                    assert_eq!(of("embargoed"), Standing::Retracted);
                    continue;
                }
                assert_eq!(of("embargoed"), Standing::BrandFirst, "that it was hidden would say that it exists");
                assert_eq!(of("a word of tomorrow"), Standing::BrandFirst);
                let kept_back = hidden || blocked;
                assert_eq!(sight(of("public"), Viewer::Visitor) == Sight::Whole, !kept_back, "{state}");
                assert_eq!(sight(of("provisional"), Viewer::Visitor) == Sight::Whole, !kept_back, "{state}");
            }
        }
    }
    assert_eq!(Standing::of("withdrawn", "public", false, false), Standing::Withdrawn);
    assert_eq!(Standing::of("dismissed", "public", true, false), Standing::Hidden);
}

#[test]
fn a_post_is_never_seen_where_its_thread_is_not() {
    for thread in [Sight::Nothing, Sight::Outline, Sight::Whole] {
        for post in [PostStanding::Said, PostStanding::Unsaid, PostStanding::Direct, PostStanding::Gone] {
            assert!(post_sight(thread, post) <= thread);
        }
    }
    assert_eq!(post_sight(Sight::Whole, PostStanding::Gone), Sight::Outline);
}
