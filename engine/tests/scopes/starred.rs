//! A star takes all that follows it: `[*self.items]` unpacks the attribute, not `self`.

use super::check;

#[test]
fn a_member_is_unpacked() {
    check(
        r"
class Quay:
    def __init__(self):
        self.ships = []
             ^^^^^ write
    def all(self):
        return [*self.ships$0], {*self.ships}, (*self.ships,)
                      ^^^^^ read
                                       ^^^^^ read
                                                      ^^^^^ read
    def copies(self):
        for ship in *self.ships, *self.ships.copy(): yield *self.ships[:1], ship
                          ^^^^^ read
                                       ^^^^^ read
                                                                 ^^^^^ read
",
    );
}

#[test]
fn a_member_takes_the_rest() {
    check(
        r"
class Quay:
    def moor(self, ships):
        *self.ships, last = ships
              ^^^^^ write
        return last, self.ships$0
                          ^^^^^ read
",
    );
}

#[test]
fn what_is_unpacked_before_a_dot_is_read() {
    check(
        r"
quays$0 = harbour()
^^^^^ write
[*quays.ships]
  ^^^^^ read
first, *quays.ships = [*quays.north.ships(1), 2]
        ^^^^^ read
                        ^^^^^ read
",
    );
}

#[test]
fn a_method_s_keyword_arguments_are_known_behind_a_star() {
    check(
        r"
class Quay:
    def ships(self, tide$0):
                    ^^^^ definition
        return [*self.ships(tide=tide)]
                            ^^^^ read
                                 ^^^^ read
",
    );
}
