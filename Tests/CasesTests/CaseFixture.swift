import Cryptography
import Foundation
import Kernel
import Testing

@testable import Cases

/// A case, its rules and its people, for tests of pure functions.
enum CaseFixture {
    static let monday = Instant(LocalDate("2026-09-14")!, secondOfDay: 9 * 3600)

    static func id(_ number: Int) -> ID {
        ID(at: Instant(microseconds: 1_790_000_000_000_000 + Int64(number)), random: Array(repeating: UInt8(number % 251), count: 10))
    }

    static let years: [CalendarYear] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../data/calendar").standardized
        return (2022...2026).map { year in
            try! CalendarYear(json: JSON(parsing: String(contentsOf: folder.appending(path: "\(year).json"), encoding: .utf8)))
        }
    }()

    static let calendar = WorkingCalendar(years: years)

    static func limits(licence: Bool = true) -> CaseLimits {
        CaseLimits(statutory: Period(20, .workday), promised: Period(5, .workday), deemedAcceptance: licence)
    }

    static func rules(licence: Bool = true, twoOfficers: Bool = false) -> CaseRules {
        CaseRules(limits: limits(licence: licence), calendar: calendar, needsTwoOfficers: twoOfficers, needsLicensor: true)
    }

    static let applicant = Party(.person, id(1))

    static func submitted(fee: Money = .zero, at instant: Instant = monday) -> Case {
        var value = Case(
            id: id(100), application: id(200), number: "N", item: "food-licence", catalogueVersion: 1, department: "scjg",
            region: RegionCode("310104")!, status: .submitted, version: 1, clock: CaseClock(), party: applicant,
            applicantName: "顾晓岚", fee: fee)
        value.clock.receivedOn = instant.date
        value.receivedAt = instant
        return value
    }

    static func staff(_ number: Int, _ hands: Set<CaseHand>, own: Set<Party> = []) -> CaseActor {
        CaseActor(kind: .staff, account: id(number), name: "钱科员\(number)", hands: hands, own: own)
    }

    /// A move with everything that any row may need.
    static func full(_ action: CaseAction) -> CaseMove {
        var move = CaseMove(action, reason: "理由")
        move.legalBasis = "食品安全法 第三十五条"
        move.points = [SupplementPoint(subject: "floor-plan", label: Text("平面图", "Floor plan"), ask: "请补一张")]
        move.specialKind = "hearing"
        move.receiptNumber = "R-1"
        move.officers = ["甲", "乙"]
        return move
    }
}
