import Cryptography
import Kernel
import Testing

@testable import Cases

@Suite struct HistoryTests {
    func chain(_ count: Int) -> [CaseEvent] {
        var events: [CaseEvent] = []
        for number in 1...count {
            let draft = CaseEventDraft(
                at: CaseFixture.monday.adding(seconds: Int64(number)), action: .recordOpinion, actor: CaseFixture.staff(5, [.reviewer]),
                from: .accepted, to: .accepted, payload: ["reason": .string("意见 \(number)")])
            events.append(
                CaseEvent(
                    draft, of: CaseFixture.id(100), sequence: number, previous: events.last?.hash ?? "", salt: "\(number)", digest: .sha256)
            )
        }
        return events
    }

    func findings(_ events: [CaseEvent], seen: ChainHead? = nil) -> [AuditFinding] {
        CaseAudit.findings(CaseFixture.id(100), events, seen: seen, digest: .sha256)
    }

    @Test func `an untouched history has no finding`() {
        let events = chain(6)
        #expect(findings(events, seen: ChainHead(sequence: 6, hash: events[5].hash)).isEmpty)
    }

    @Test(arguments: 0..<6) func `whatever is altered is found`(_ index: Int) {
        var events = chain(6)
        events[index].payload = ["reason": "改过"]
        #expect(findings(events).contains(.altered(CaseFixture.id(100), sequence: index + 1)))
        events = chain(6)
        events[index].at = events[index].at.adding(seconds: 1)
        #expect(findings(events).contains(.altered(CaseFixture.id(100), sequence: index + 1)))
    }

    @Test(arguments: 0..<5) func `whatever is removed is found`(_ index: Int) {
        var events = chain(6)
        events.remove(at: index)
        #expect(findings(events).contains(.removed(CaseFixture.id(100), sequence: index + 2)))
    }

    @Test func `what is cut off at the end is found by the head that was seen`() {
        let events = chain(6)
        #expect(
            findings(Array(events.dropLast()), seen: ChainHead(sequence: 6, hash: events[5].hash))
                == [.cutOff(CaseFixture.id(100), expected: 6, found: 5)])
    }

    @Test func `another order is found`() {
        var events = chain(6)
        events.swapAt(2, 3)
        #expect(!findings(events).isEmpty)
    }

    @Test func `a whole new chain is found by the head that was seen`() {
        let head = ChainHead(sequence: 3, hash: "another")
        #expect(findings(chain(3), seen: head) == [.altered(CaseFixture.id(100), sequence: 3)])
    }
}
