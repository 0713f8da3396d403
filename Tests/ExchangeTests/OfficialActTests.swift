import Cases
import Kernel
import Testing

@testable import Exchange

struct OfficialActTests {
    private static let who: JSON = ["project_no": "N1", "handle_user_no": "S1", "handle_user_name": "岳明"]

    private static func data(_ more: [(String, JSON)]) -> JSON {
        var json = who
        for (name, value) in more { json[name] = value }
        return json
    }

    /// What each act asks of its system, and the console's boxes that it fills.
    static let acts: [(OfficialAct.Kind, [(String, JSON)], [String: [String]])] = [
        (.precheck, [], [:]), (.accept, [("version", 3)], [:]), (.note, [("handle_explain", "已核")], ["reason": ["已核"]]),
        (.opinion, [("opinion", "pass"), ("handle_explain", "齐全")], ["opinion": ["pass"], "reason": ["齐全"]]),
        (.supplement, [("points", ["plan": "请补平面图"])], ["point.plan": ["请补平面图"]]),
        (.decline, [("handle_explain", "不属本机关"), ("legal_basis", "第三十二条")], ["reason": ["不属本机关"], "legalBasis": ["第三十二条"]]),
        (
            .special, [("special_name", "hearing"), ("special_reason", "听证"), ("special_until", "2026-12-01")],
            ["specialKind": ["hearing"], "reason": ["听证"], "expectedUntil": ["2026-12-01"]]
        ), (.specialEnd, [("result", "听证结束")], ["reason": ["听证结束"]]), (.extend, [("special_reason", "复杂")], ["reason": ["复杂"]]),
        (.payment, [("receipt_no", "R1")], ["receiptNumber": ["R1"]]),
        (
            .grant, [("officers", ["甲", "乙"]), ("decided", ["applicant.cardNumber": "C1", "n": 2, "ok": true])],
            [
                "officer1": ["甲"], "officer2": ["乙"], "decided.applicant.cardNumber": ["C1"], "decided.n": ["2"],
                "decided.ok": ["yes"],
            ]
        ), (.refuse, [("result_explain", "不符"), ("legal_basis", "第三十八条")], ["reason": ["不符"], "legalBasis": ["第三十八条"]]),
        (.checkPassed, [("handle_explain", "相符"), ("officers", ["甲", "乙"])], ["reason": ["相符"], "officer1": ["甲"], "officer2": ["乙"]]),
        (
            .mendingOrder, [("handle_explain", "不符"), ("legal_basis", "第二十七条")], ["reason": ["不符"], "legalBasis": ["第二十七条"]]
        ), (.mendingConfirmation, [("handle_explain", "已整改")], ["reason": ["已整改"]]),
        (
            .revocation, [("handle_explain", "逾期"), ("legal_basis", "第六十九条"), ("ground", "g")],
            ["reason": ["逾期"], "legalBasis": ["第六十九条"], "ground": ["g"]]
        ), (.issue, [], [:]), (.handOver, [("delivery", "邮寄")], ["delivery": ["邮寄"]]),
    ]

    @Test(arguments: acts.indices) func `an act fills the boxes of the console's form`(_ index: Int) throws {
        let (kind, more, boxes) = Self.acts[index]
        let act = try OfficialAct(kind, Self.data(more))
        #expect(act.values == boxes)
        #expect(act.number == "N1" && act.officialNumber == "S1" && act.officialName == "岳明")
        #expect(act.version == (kind == .accept ? 3 : nil))
        #expect(OfficialAct.Kind(messageType: kind.messageType) == kind)
    }

    @Test func `every act that is about a case is a step of its table`() {
        #expect(Set(Self.acts.map(\.0)) == Set(OfficialAct.Kind.allCases).subtracting([.licenceError] + Self.replies))
        for kind in OfficialAct.Kind.allCases where kind != .licenceError && !Self.replies.contains(kind) {
            #expect(CaseTransition.table.contains { $0.action == kind.action }, "\(kind)")
        }
    }

    private static let replies: [OfficialAct.Kind] = [.assistanceAnswer, .assistanceNothing, .assistanceRefusal]

    @Test func `an answer to a request names it, and fills the boxes of the console`() throws {
        var data: JSON = ["assistance_no": "A1", "handle_user_no": "S1", "handle_user_name": "岳明", "version": 1]
        (data["handle_explain"], data["value"], data["as_of"]) = ("有登记", true, "2026-11-20")
        let act = try OfficialAct(.assistanceAnswer, data)
        #expect(act.assistance == "A1" && act.version == 1 && act.number.isEmpty)
        #expect(act.values == ["words": ["有登记"], "value": ["yes"], "asOf": ["2026-11-20"]])
        #expect(faults(.assistanceAnswer, Self.who) == ["assistance_no", "project_no"])
        #expect(faults(.assistanceNothing, data) == ["as_of", "value"])
        for kind in Self.replies { #expect(kind.reply != nil && kind.action == nil && kind.subject == .assistance) }
    }

    private func faults(_ kind: OfficialAct.Kind, _ data: JSON) -> [String] {
        do {
            _ = try OfficialAct(kind, data)
            return []
        } catch {
            return error.faults.map(\.field).sorted()
        }
    }

    @Test func `everything that is wrong is told at once`() {
        #expect(faults(.accept, [:]) == ["handle_user_name", "handle_user_no", "project_no"])
        #expect(faults(.accept, Self.data([("version", "3")])) == ["version"])
        #expect(faults(.accept, Self.data([("handle_explain", "x"), ("shoe_size", 43)])) == ["handle_explain", "shoe_size"])
        #expect(faults(.supplement, Self.data([("points", "all")])) == ["points"])
        #expect(faults(.grant, Self.data([("officers", ["a", "b", "c"])])) == ["officers"])
        #expect(faults(.note, Self.data([("handle_explain", ["x"])])) == ["handle_explain"])
        #expect(faults(.licenceError, Self.data([])) == ["certificate_source_id", "error_remark", "project_no"])
    }

    @Test func `an event names itself, its source and its act`() throws {
        var event: JSON = [
            "specversion": "1.0", "id": "e1", "source": "/exchange/systems/sys", "type": "yiwang.act.accept", "data": Self.who,
        ]
        #expect(try ReceivedEvent(event, signedAs: "e1", by: "sys").kind == .accept)
        func faults(_ name: String, _ value: JSON?) -> [String] {
            var event = event
            event[name] = value
            do {
                _ = try ReceivedEvent(event, signedAs: "e1", by: "sys")
                return []
            } catch {
                return error.faults.map(\.field)
            }
        }
        #expect(faults("id", "e2") == ["id"], "the signed id counts")
        #expect(faults("source", "https://city.example/exchange") == ["source"], "a copy of our own message is none of theirs")
        #expect(faults("type", "yiwang.case.submitted") == ["type"])
        #expect(faults("type", "yiwang.act.burn") == ["type"])
        #expect(faults("specversion", "0.3") == ["specversion"])
        #expect(faults("data", nil) == ["data"])
        event = .array([])
        #expect(throws: Problem.self) { try ReceivedEvent(event, signedAs: "e1", by: "sys") }
    }
}

struct ReturnedRowTests {
    private static let who = ["row_guid": "g1", "project_no": "N1", "handle_user_no": "S1", "handle_user_name": "岳明", "cd_time": "1"]

    static let rows: [(ReturnTable, [String: String], OfficialAct.Kind?)] = [
        (.accept, ["is_accepted": "1"], .accept), (.accept, ["is_accepted": "0", "handle_explain": "不属", "legal_basis": "32"], .decline),
        (.accept, [:], nil), (.process, ["act": "precheck"], .precheck), (.process, ["act": "note", "handle_explain": "已核"], .note),
        (.process, ["act": "supplement", "points": #"{"plan":"请补"}"#], .supplement),
        (.process, ["act": "opinion", "opinion": "pass", "handle_explain": "齐"], .opinion), (.process, ["act": "grant"], nil),
        (.process, ["act": "burn"], nil),
        (.process, ["act": "check-passed", "handle_explain": "合格", "officers": #"["甲","乙"]"#], .checkPassed),
        (.process, ["act": "revocation", "handle_explain": "逾期", "legal_basis": "69", "ground": "g"], .revocation),
        (.assistance, ["assistance_no": "A1", "act": "answer", "handle_explain": "有"], .assistanceAnswer),
        (.assistance, ["assistance_no": "A1", "act": "burn"], nil),
        (.special, ["special_type": "2", "special_name": "hearing", "special_reason": "x"], .special),
        (.special, ["special_type": "1", "special_reason": "x"], .extend),
        (.special, ["end_time": "20261123T091200", "result": "x"], .specialEnd),
        (.special, [:], nil), (.result, ["result_type": "0", "decided": #"{"a":"b"}"#], .grant),
        (.result, ["result_type": "1", "result_explain": "x", "legal_basis": "38"], .refuse), (.result, ["result_type": "3"], nil),
        (.licenceError, ["certificate_source_id": "1.2", "error_remark": "姓名有误"], .licenceError),
    ]

    @Test(arguments: rows.indices) func `a row means one act, or none`(_ index: Int) throws {
        let (table, columns, kind) = Self.rows[index]
        let row = ReturnedRow(table: table, values: Self.who.merging(columns) { _, new in new })
        #expect(row.content?.kind == kind)
        guard let content = row.content else { return }
        let act = try OfficialAct(content.kind, content.data)
        #expect(act.officialNumber == "S1")
    }

    @Test func `rows are taken in their order, and acceptance before its decision`() {
        func row(_ table: ReturnTable, _ guid: String, _ time: String) -> ReturnedRow {
            ReturnedRow(table: table, values: ["row_guid": guid, "cd_time": time])
        }
        let rows = [
            row(.result, "a", "20261123T090000"), row(.accept, "z", "20261123T090000"), row(.process, "b", "20261123T085959"),
            row(.process, "a", "20261123T090000"),
        ]
        #expect(
            ReturnedRow.inOrder(rows.shuffled()).map(\.eventID) == [
                "dn_pro_process/b", "dn_pro_accept/z", "dn_pro_process/a", "dn_pro_result/a",
            ])
    }
}

struct CasePieceTests {
    private func body(_ actions: [String], _ status: String, _ version: Int) -> JSON {
        [
            "case": "00000000000000000000000001", "number": "N1", "item": "food-permit", "actions": .array(actions.map(JSON.string)),
            "status": .string(status), "version": .int(version),
        ]
    }

    @Test func `each step is a piece with its place in the history`() throws {
        let pieces = try CasePiece.pieces(of: Cases.changedTopic, body(["accept", "grant", "issue"], "issued", 4))
        #expect(pieces.map(\.action) == [.accept, .grant, .issue])
        #expect(pieces.map(\.sequence) == [2, 3, 4])
    }

    @Test func `a case that waits for another has not reached its department`() throws {
        let payload: JSON = ["cases": [body(["submit"], "waiting", 1), body(["submit"], "submitted", 1)]]
        #expect(try CasePiece.pieces(of: Cases.submittedTopic, payload).count == 1)
        let released = try CasePiece.pieces(of: Cases.changedTopic, body(["release"], "submitted", 2))
        #expect(released.map(\.action.messageType) == ["yiwang.case.submitted"])
    }

    @Test(arguments: [["case": "x"], [:], ["cases": [["case": "x"]]]] as [JSON])
    func `what cannot be read is an error and no silence`(_ payload: JSON) {
        #expect(throws: (any Error).self) { try CasePiece.pieces(of: Cases.changedTopic, payload) }
    }

    @Test func `every action has a message of its own, and few share one`() {
        let types = Dictionary(grouping: CaseAction.allCases, by: \.messageType)
        for (type, actions) in types where actions.count > 1 {
            #expect([[.submit, .release], [.accept, .deemAccept], [.grant, .deemRenew]].contains(actions), "\(type)")
        }
    }
}
