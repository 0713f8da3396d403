import Identity
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Licences

/// Somebody says that a licence is wrong; the issuer answers; whoever relied on it is told.
struct CorrectingTests {
    private func sent(_ values: [String: String]) -> Submitted { Submitted(values: values.mapValues { [$0] }) }

    private func object(_ licence: Licence, _ fixture: LicencesFixture) async throws -> String {
        let own = fixture.visitor(fixture.holder)
        let json = try await fixture.json("licences.object", by: own, ["id": licence.id.rawValue], sent: sent(["wrong": "民族应为 02"]))
        return try #require(json["id"]?.string)
    }

    @Test(arguments: TestDatabases.each()) func `a correction is a new version with the same number, period and holder`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            let today = fixture.clock.now.date
            let licence = try await fixture.issue(fixture.order(number: "D-9", until: today.adding(days: 400)))
            // Two departments used it, one of them twice.
            for (item, reference) in [("food-licence", "case:1"), ("food-licence", "case:2"), ("id-card-reissue", "case:3")] {
                let purpose = LicencePurpose(
                    reader: .staff, account: nil, user: Text(same: "x"), item: item, reference: reference, reason: Text("办理", "For a case"),
                    basis: "法", consent: .application)
                _ = try await fixture.use("id-card", of: fixture.holder.idNumber.rawValue, for: purpose)
            }
            let id = try await object(licence, fixture)
            let officer = try fixture.officer([.licensor], "gaj")
            let list = try await fixture.page("corrections.list", by: officer)
            #expect(
                list.contains(Licence.masked(fixture.holder.name)) && !list.contains(fixture.holder.name), "a list names nobody in full")
            let due = try await fixture.json("corrections.read", by: officer, ["id": id])
            #expect(due["due"] == "2026-12-07" && due["provisional"] == true && due["state"] == "raised")
            let untouched = await problem {
                _ = try await fixture.json(
                    "corrections.correction", by: officer, ["id": id],
                    sent: sent(["holderName": fixture.holder.name, "answer": "已核实"].merging(face(licence)) { $1 }))
            }
            #expect(untouched?.code == "licences.nothing-corrected")
            var corrected = face(licence)
            corrected["person.ethnicity"] = "02"
            let answered = try await fixture.json(
                "corrections.correction", by: officer, ["id": id],
                sent: sent(["holderName": fixture.holder.name, "answer": "已核实"].merging(corrected) { $1 }))
            let replacement = try #require(answered["replacement"]?.string.flatMap { ID($0) })
            let next = try #require(try await fixture.licences.licence(replacement))
            #expect(next.version == 2 && next.number == "D-9" && next.validUntil == licence.validUntil && next.issuedOn == licence.issuedOn)
            #expect(next.face["person.ethnicity"] == "02" && next.face["person.name"] == licence.face["person.name"])
            #expect(try await fixture.licences.licence(licence.id)?.status == .superseded)
            let notices = try await database.read { try fixture.licences.table.corrections.notices(to: nil, in: $0) }
            #expect(notices.map(\.department) == ["scjg"] && notices[0].notice.uses == 2)
            let told = try await database.read { try $0.rows("SELECT payload FROM store_outbox WHERE topic = 'licences.corrected'") }
            #expect(told.count == 1)
            // The holder reads the answer; a second answer is refused.
            #expect(
                try await fixture.page("licences.read", by: fixture.visitor(fixture.holder), ["id": licence.id.rawValue]).contains("已核实"))
            let twice = await problem {
                _ = try await fixture.json("corrections.refusal", by: officer, ["id": id], sent: sent(["reason": "不"]))
            }
            #expect(twice?.code == "licences.correction-state")
        }
    }

    /// The code of what an officer is told who would refuse an objection; nil where they may.
    private func refusal(
        of id: String, by roles: Set<Role>, _ department: String, _ region: String, _ fixture: LicencesFixture
    ) async -> String? {
        await problem {
            let officer = try fixture.officer(roles, department, region)
            _ = try await fixture.json("corrections.refusal", by: officer, ["id": id], sent: sent(["reason": "经核实无误"]))
        }?.code
    }

    private func face(_ licence: Licence) -> [String: String] { licence.face.compactMapValues(\.string) }

    @Test(arguments: TestDatabases.each()) func `one objection at a time, and its issuer alone answers it`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            let licence = try await fixture.issue(fixture.order())
            let id = try await object(licence, fixture)
            let again = await problem { _ = try await object(licence, fixture) }
            #expect(again?.code == "licences.already-disputed")
            let stranger = fixture.visitor(fixture.other)
            let theirs = await problem {
                _ = try await fixture.json(
                    "licences.object", by: stranger, ["id": licence.id.rawValue], sent: sent(["wrong": "不对"]))
            }
            #expect(theirs?.status == 404)
            #expect(await refusal(of: id, by: [.licensor], "scjg", "310000", fixture) == "licences.correction-over")
            #expect(await refusal(of: id, by: [.licensor], "gaj", "310101", fixture) == "licences.correction-over")
            #expect(await refusal(of: id, by: [.reviewer], "gaj", "310000", fixture) == "licences.not-yours")
            let officer = try fixture.officer([.approver], "gaj")
            _ = try await fixture.json("corrections.examination", by: officer, ["id": id])
            let empty = await problem { _ = try await fixture.json("corrections.refusal", by: officer, ["id": id], sent: sent([:])) }
            #expect(empty?.faults.map(\.field) == ["reason"])
        }
    }

    @Test(arguments: TestDatabases.each()) func `whoever raised an objection takes it back, and may raise another`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            let licence = try await fixture.issue(fixture.order())
            let id = try await object(licence, fixture)
            let stranger = fixture.visitor(fixture.other)
            let parameters = ["id": licence.id.rawValue, "correction": id]
            let theirs = await problem { _ = try await fixture.json("licences.withdraw-objection", by: stranger, parameters) }
            #expect(theirs?.status == 404)
            let withdrawn = try await fixture.json("licences.withdraw-objection", by: fixture.visitor(fixture.holder), parameters)
            #expect(withdrawn["state"] == "withdrawn")
            #expect(try await fixture.licences.licence(licence.id)?.status == .active)
            let officer = try fixture.officer([.approver], "gaj")
            let second = try await object(licence, fixture)
            let refused = try await fixture.json("corrections.refusal", by: officer, ["id": second], sent: sent(["reason": "经核实无误"]))
            #expect(refused["state"] == "refused" && refused["answer"] == "经核实无误")
        }
    }

    @Test(arguments: TestDatabases.each()) func `whoever objected finds all that they said, the latest first, and nobody else's`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            var ids: [String] = []
            for number in ["D-1", "D-2", "D-3"] {
                ids.append(try await object(try await fixture.issue(fixture.order(number: number)), fixture))
                fixture.clock.advance(seconds: 1)
            }
            let party = fixture.holder.party
            func found(_ party: Party, before: String? = nil, limit: Int = 30) async throws -> [String] {
                try await fixture.licences.objections(of: party, before: before.flatMap { ID($0) }, limit: limit).map(\.id.rawValue)
            }
            #expect(try await found(party) == ids.reversed())
            #expect(try await found(party, before: ids[2], limit: 1) == [ids[1]])
            #expect(try await found(fixture.other.party) == [])
        }
    }

    @Test(arguments: TestDatabases.each()) func `news goes out of each objection, and once of each that is late`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            var ids: [String] = []
            for number in ["D-1", "D-2"] { ids.append(try await object(try await fixture.issue(fixture.order(number: number)), fixture)) }
            func posted(_ topic: String) async throws -> [JSON] {
                try await database.read { connection in
                    try connection.rows("SELECT payload FROM store_outbox WHERE topic = \(topic) ORDER BY id").map {
                        try $0.json("payload")
                    }
                }
            }
            let raised = try await posted(Licences.objectedTopic)
            #expect(raised.map { $0["correction"]?.string } == ids)
            #expect(raised.allSatisfy { Set(($0.members ?? []).map(\.name)) == ["correction", "licence"] })
            let officer = try fixture.officer([.approver], "gaj")
            _ = try await fixture.json("corrections.refusal", by: officer, ["id": ids[1]], sent: sent(["reason": "经核实无误"]))
            let first = try #require(ID(ids[0]))
            let made = try await database.read { try fixture.licences.correction(first, in: $0) }
            let due = try #require(made?.due.date)
            func late(days: Int) async throws -> [String?] {
                fixture.clock.set(Instant(due.adding(days: days), secondOfDay: 9 * 3600))
                try await fixture.licences.remindOfObjections(at: fixture.clock.now)
                return try await posted(Licences.objectionOverdueTopic).map { $0["correction"]?.string }
            }
            #expect(try await late(days: 0) == [])
            for days in 1...9 { #expect(try await late(days: days) == [first.rawValue], "\(days)") }
        }
    }

    @Test func `an objection moves by its table and in no other way`() {
        for state in CorrectionState.allCases {
            for act in CorrectionAct.allCases {
                for hand in CorrectionTransition.Hand.allCases {
                    let expected: CorrectionState? =
                        switch (state, act, hand) {
                        case (.raised, .examine, .issuer): .examining
                        case (.raised, .correct, .issuer), (.examining, .correct, .issuer): .corrected
                        case (.raised, .refuse, .issuer), (.examining, .refuse, .issuer): .refused
                        case (.raised, .withdraw, .objector), (.examining, .withdraw, .objector): .withdrawn
                        default: nil
                        }
                    let step = CorrectionTransition.of(state, act)
                    #expect((step?.by == hand ? step?.to : nil) == expected, "\(state) \(act) \(hand)")
                }
            }
        }
    }

    @Test(arguments: TestDatabases.each()) func `a kept licence stays with its keeper through a correction`(_ engine: TestEngine)
        async throws
    {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            var order = fixture.order(number: "N-1")
            order.holder = Licence.Holder(kind: .person, name: "顾小宝", number: "NEWBORN-1")
            order.guardian = fixture.holder.idNumber.rawValue
            let licence = try await fixture.issue(order)
            let id = try await object(licence, fixture)
            let officer = try fixture.officer([.licensor], "gaj")
            let answered = try await fixture.json(
                "corrections.correction", by: officer, ["id": id],
                sent: sent(["holderName": "顾晓宝", "answer": "改名"].merging(face(licence)) { $1 }))
            let wallet = try await fixture.licences.licences(of: fixture.holder.party)
            #expect(wallet.count == 1 && wallet[0].id.rawValue == answered["replacement"]?.string && wallet[0].holder.name == "顾晓宝")
        }
    }
}
