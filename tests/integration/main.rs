//! Stories through the real doors, on real databases.

mod architecture;
