//! How much room a row takes: the density of code and of lists.

use super::sizes;

/// Height of a row of code at 100 %, and of rows in lists with it. Text, marks and all else keep their size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowHeight {
    /// 20 points.
    Low,
    /// 22 points.
    #[default]
    Normal,
    /// 24 points.
    High,
}

impl RowHeight {
    /// Every height, from the lowest to the highest.
    pub const ALL: [Self; 3] = [Self::Low, Self::Normal, Self::High];

    /// A row of code at 100 %, in points.
    #[must_use]
    pub fn code(self) -> f32 {
        match self {
            Self::Low => sizes::CODE_ROW - 2.0,
            Self::Normal => sizes::CODE_ROW,
            Self::High => sizes::CODE_ROW + 2.0,
        }
    }

    /// From a row's top to its baseline at 100 %, in points: text stays in the middle of its row.
    #[must_use]
    pub fn baseline(self) -> f32 {
        sizes::CODE_BASELINE + (self.code() - sizes::CODE_ROW) / 2.0
    }

    /// How much of a row of code stays free above and below a mark, in points; the lowest has nothing to spare.
    #[must_use]
    pub fn free_beside_marks(self) -> f32 {
        match self {
            Self::Low => 0.0,
            Self::Normal | Self::High => sizes::FREE_BESIDE_MARKS,
        }
    }

    /// A row of a list, in points.
    #[must_use]
    pub fn list(self) -> f32 {
        match self {
            Self::Low => sizes::CONTROL - 4.0,
            Self::Normal => sizes::CONTROL,
            Self::High => sizes::CONTROL + 4.0,
        }
    }

    /// As the menu says it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Low => "Low, 20",
            Self::Normal => "Normal, 22",
            Self::High => "High, 24",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RowHeight;

    #[test]
    fn the_heights_are_those_of_the_look() {
        assert_eq!(RowHeight::ALL.map(RowHeight::code), [20.0, 22.0, 24.0]);
        assert_eq!(RowHeight::ALL.map(RowHeight::list), [24.0, 28.0, 32.0]);
        assert_eq!(RowHeight::ALL.map(RowHeight::baseline), [15.0, 16.0, 17.0]);
        for height in RowHeight::ALL {
            let points = format!(", {}", height.code());
            assert!(height.words().ends_with(&points), "{}", height.words());
        }
    }
}
