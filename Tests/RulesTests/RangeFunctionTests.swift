import Kernel
import Testing

@testable import Rules

struct RangeFunctionTests {
    @Test(
        arguments: rows(
            """
            before(1, 10) => true
            before(10, 1) => false
            before(1, [1..10]) => false
            before(1, (1..10]) => true
            before([1..10], 10) => false
            before([1..10), 10) => true
            before([1..10), [10..20]) => true
            before([1..10], [10..20]) => false
            before([1..10], 15) => true
            after(10, 5) => true
            after(12, [1..10]) => true
            after(10, [1..10)) => true
            after([11..20], [1..11)) => true
            after([11..20], [1..11]) => false
            meets([1..5], [5..10]) => true
            meets([1..5), [5..10]) => false
            met by([5..10], [1..5]) => true
            met by([5..10], [1..5)) => false
            overlaps([1..5], [3..8]) => true
            overlaps([3..8], [1..5]) => true
            overlaps([1..5], [6..8]) => false
            overlaps([1..5], [5..8]) => true
            overlaps([1..5), [5..8]) => false
            overlaps([1..8], [3..5]) => true
            overlaps before([1..5], [3..8]) => true
            overlaps before([1..5], [6..8]) => false
            overlaps before([1..5], (1..5]) => true
            overlaps before([1..5], [1..5]) => false
            overlaps before([1..5], (1..5)) => false
            overlaps after([3..8], [1..5]) => true
            overlaps after([3..8], [1..8]) => true
            overlaps after([3..8], [1..9]) => false
            overlaps after((1..8], [1..8]) => true
            finishes(10, [1..10]) => true
            finishes(10, [1..10)) => false
            finishes([5..10], [1..10]) => true
            finishes([5..10), [1..10]) => false
            finishes([1..10], [1..10]) => true
            finishes((1..10], [1..10]) => true
            finished by([1..10], 10) => true
            finished by([1..10], [5..10]) => true
            finished by([1..10], (1..10]) => true
            includes([1..10], 5) => true
            includes([1..10], 12) => false
            includes((1..10], 1) => false
            includes([1..10], [4..6]) => true
            includes((1..8], [1..5]) => false
            includes([1..10], (1..10)) => true
            during(5, [1..10]) => true
            during(1, (1..10]) => false
            during([4..6], [1..10]) => true
            during([1..5], (1..10]) => false
            starts(1, [1..10]) => true
            starts(1, (1..10]) => false
            starts([1..5], [1..10]) => true
            starts((1..5], [1..10]) => false
            starts([1..10], [1..10]) => true
            started by([1..10], 1) => true
            started by([1..10], [1..5]) => true
            started by([1..10], [1..10)) => true
            coincides(5, 5) => true
            coincides(3, 4) => false
            coincides([1..5], [1..5]) => true
            coincides([1..5), [1..5]) => false
            before("a", "b") => true
            before(date("2020-01-01"), [date("2020-01-02")..date("2020-01-03")]) => true
            # what has no meaning
            meets(1, 2) => null
            during([1..2], 3) => null
            coincides(1, [1..1]) => null
            before(1, "a") => null
            before(null, 1) => null
            before(1) => null
            before(point1: 1, point2: 2) => true
            includes(range: [1..10], point: 5) => true
            finished by(point: 10, range: [1..10]) => true
            before(range: [1..3], point: 5) => true
            before(point: 5, range: [1..3]) => false
            during(point: 5, range: [1..10]) => true
            overlaps(range1: [1..5], range2: [3..8]) => true
            """))
    func `relations`(_ row: Row) throws { try check(row) }
}
