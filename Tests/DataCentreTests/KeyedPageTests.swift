import Kernel
import Testing

@testable import DataCentre

struct KeyedPageTests {
    @Test func `pages follow each other and leave nothing out, and a place that is none is refused`() throws {
        for count in [0, 1, 29, 30, 31, 95] {
            let all = (0..<count).map { "r\($0)" }
            var (seen, after, pages) = ([String](), String?.none, 0)
            repeat {
                let page = try KeyedPage(all, after: after, size: 30) { $0 }
                (seen, after, pages) = (seen + page.items, page.next, pages + 1)
            } while after != nil
            #expect(seen == all && pages == max(1, (count + 29) / 30))
        }
        #expect(throws: Problem.self) { _ = try KeyedPage(["a"], after: "b", size: 30) { $0 } }
    }

    @Test func `the place of a row to mend is read as it was written, and nothing else is`() {
        let key = FaultKey("9f3a~person.name~value")
        #expect(key?.text == "9f3a~person.name~value")
        for bad in ["", "~", "a~b", "a~b~curse", "~person.name~value", "a~b~value~c"] { #expect(FaultKey(bad) == nil, "\(bad)") }
    }
}
