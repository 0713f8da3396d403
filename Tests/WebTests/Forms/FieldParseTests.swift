import Kernel
import Testing

@testable import Web

@Suite struct FieldParseTests {
    private let label = Text("名称", "Name")
    private let colours = [Option("red", Text("红", "Red")), Option("blue", Text("蓝", "Blue")), Option("green", Text("绿", "Green"))]

    private func read(_ kind: Field.Kind, _ typed: String...) -> Field.Reading {
        Field("x", label, kind).reading(Submitted(values: ["x": typed]))
    }

    private func isWrong(_ reading: Field.Reading) -> Bool { if case .wrong = reading { true } else { false } }

    @Test func `what an input method writes is brought to one form`() {
        #expect(read(.text(max: 20), "　 沈知夏　") == .value("沈知夏"))
        #expect(read(.text(max: 20), "１８ 号 ＡＢ，（甲）") == .value("18 号 AB，（甲）"))
        #expect(read(.text(max: 20), "a\r\nb\u{200B}\u{202E}c\u{7}") == .value("a bc"))
        #expect(read(.longText(max: 20), " a\r\nb\rc\n ") == .value("a\nb\nc"))
        #expect(read(.integer(min: nil, max: nil), "１，２８４") == .value(.number("1284")))
        #expect(read(.date(min: nil, max: nil), "２０２６年１月５日") == .value("2026-01-05"))
        #expect(read(.date(min: nil, max: nil), "2026/11/3") == .value("2026-11-03"))
        #expect(read(.month, "2026.3") == .value("2026-03"))
        #expect(read(.postcode, "２０００３０") == .value("200030"))
    }

    @Test func `numbers keep their digits and know their bounds`() {
        #expect(read(.integer(min: 1, max: 5000), "86") == .value(.number("86")))
        for wrong in ["0", "5001", "8.5", "很大", "999999999999999999999", "--1"] {
            #expect(isWrong(read(.integer(min: 1, max: 5000), wrong)))
        }
        #expect(read(.decimal(places: 2), "007.50") == .value(.number("7.50")))
        #expect(read(.decimal(places: 2), "-0.5") == .value(.number("-0.5")))
        for wrong in ["1.234", ".5", "1.", "1e3", "٣"] { #expect(isWrong(read(.decimal(places: 2), wrong))) }
        #expect(read(.money, "¥12,840.50 元") == .value(.number("12840.50")))
        #expect(read(.money, "100") == .value(.number("100")))
        #expect(read(.money, "0.05") == .value(.number("0.05")))
        #expect(isWrong(read(.money, "12.345")))
    }

    @Test func `a day that does not exist is named`() {
        guard case .wrong(let message) = read(.date(min: nil, max: nil), "2026-02-29") else {
            return #expect(Bool(false), "taken for a date")
        }
        #expect(message.zh.contains("2026-02-29 这一天不存在"))
        #expect(message.en.contains("no such day as 2026-02-29"))
        let bounds = Field.Kind.date(min: LocalDate("2026-01-01"), max: LocalDate("2026-11-23"))
        #expect(read(bounds, "2026-11-23") == .value("2026-11-23"))
        #expect(isWrong(read(bounds, "2026-11-24")))
        #expect(isWrong(read(bounds, "2025-12-31")))
        for wrong in ["11-23", "2026-1123", "2026-11-2x", "昨天", "2026-11"] { #expect(isWrong(read(bounds, wrong))) }
        for wrong in ["2026-13", "2026", "2026-11-23"] { #expect(isWrong(read(.month, wrong))) }
    }

    @Test func `codes are checked to their last digit`() {
        #expect(read(.idNumber, "11010519491231002x") == .value("11010519491231002X"))
        #expect(read(.idNumber, "110105 19491231 002X") == .value("11010519491231002X"))
        #expect(read(.uscc, "91350100m000100y43") == .value("91350100M000100Y43"))
        #expect(read(.mobile, "+86 138-0013-8000") == .value("13800138000"))
        #expect(read(.bankCard, "4111 1111 1111 1111") == .value("4111111111111111"))
        for (kind, wrong) in [
            (Field.Kind.idNumber, "110105194912310021"), (.idNumber, "11010519491331002X"), (.idNumber, "1101051949"),
            (.uscc, "91350100M000100Y44"),
            (.uscc, "91350100M000100I43"), (.mobile, "12800138000"), (.mobile, "1380013800"), (.bankCard, "4111111111111112"),
            (.bankCard, "41"),
        ] { #expect(isWrong(read(kind, wrong)), "\(wrong)") }
    }

    @Test func `a wrong check digit is told without giving the right one away`() {
        guard case .wrong(let message) = read(.idNumber, "110105194912310021") else { return #expect(Bool(false), "taken for a number") }
        #expect(message.zh.contains("校验码"))
        #expect(!message.zh.contains("X") && !message.en.contains("X"))
    }

    @Test func `a birth in the future is refused where today is known`() throws {
        let field = Field("x", label, .idNumber)
        let sent = Submitted(values: ["x": ["11010519491231002X"]])
        #expect(try field.parse(sent, today: LocalDate("1949-12-31")) == "11010519491231002X")
        #expect(throws: Problem.self) { try field.parse(sent, today: LocalDate("1949-12-30")) }
    }

    @Test(arguments: ["a@b.cn", "name.x+y@mail.example.cn"]) func `a mail address is taken`(_ address: String) {
        #expect(read(.email, " \(address) ") == .value(.string(address)))
    }

    @Test(arguments: ["a", "a@b", "@b.cn", "a@b@c.cn", "a@.cn", "a@b..cn", "名@b.cn", "a<x>@b.cn"]) func `what is no mail address is not`(
        _ address: String
    ) {
        #expect(isWrong(read(.email, address)))
    }

    @Test func `only what was offered can be chosen`() {
        #expect(read(.choice(colours, style: .select), "blue") == .value("blue"))
        #expect(isWrong(read(.choice(colours, style: .radios), "black")))
        #expect(read(.choices(colours), "green", "red", "green") == .value(["red", "green"]))
        #expect(isWrong(read(.choices(colours), "red", "black")))
        #expect(read(.choices(colours)) == .empty)
        #expect(read(.yesNo, "yes") == .value(true))
        #expect(read(.yesNo, "false") == .value(false))
        #expect(isWrong(read(.yesNo, "perhaps")))
    }

    @Test func `a consent is given only by a tick`() {
        #expect(read(.consent, "yes") == .value(true))
        #expect(read(.consent, "no") == .empty)
        #expect(read(.consent) == .empty)
    }

    @Test func `too long says by how much`() {
        guard case .wrong(let message) = read(.text(max: 3), "一二三四五") else { return #expect(Bool(false), "too long and taken") }
        #expect(message.zh == "“名称”最多 3 个字，现在有 5 个，请删去 2 个。")
        #expect(isWrong(read(.text(max: 3), "a" + String(repeating: "\u{301}", count: 1000))))
    }

    @Test func `a password is taken letter for letter`() {
        #expect(read(.password, " ａ b ") == .value(" ａ b "))
    }

    @Test func `all faults come at once, each with its field`() {
        let fields = [
            Field("a", label, .text(max: 5)), Field("b", label, .mobile), Field("c", label, .text(max: 5), required: false),
            Field("d", label, .yesNo),
        ]
        do {
            _ = try fields.parse(Submitted(values: ["b": ["1"], "c": [" "], "d": ["yes"]]))
            Issue.record("nothing was refused")
        } catch {
            #expect(error.status == 422)
            #expect(error.faults.map(\.field) == ["a", "b"])
            #expect(error.faults.allSatisfy { !$0.message.zh.isEmpty && !$0.message.en.isEmpty && $0.message.zh != $0.message.en })
        }
    }

    @Test func `what holds becomes one object of typed values`() throws {
        let fields = [
            Field("a", label, .text(max: 5)), Field("n", label, .integer(min: nil, max: nil)),
            Field("o", label, .text(max: 5), required: false),
            Field("m", label, .choices(colours)), Field("y", label, .yesNo),
        ]
        let json = try fields.parse(Submitted(values: ["a": ["甲"], "n": ["7"], "m": ["blue"], "y": ["no"]]))
        #expect(json == ["a": "甲", "n": 7, "m": ["blue"], "y": false])
        #expect(Form.values(json) == ["a": ["甲"], "n": ["7"], "m": ["blue"], "y": ["no"]])
    }

    @Test func `of a file the bytes decide, not the name`() {
        let kind = Field.Kind.file(types: [.pdf, .png], maxBytes: 20)
        func read(_ name: String, _ bytes: [UInt8]) -> Field.Reading {
            Field("x", label, kind).reading(Submitted(files: [UploadedFile(field: "x", name: name, type: "application/pdf", bytes: bytes)]))
        }
        let pdf = Array("%PDF-1.7".utf8)
        #expect(read("图.pdf", pdf) == .value("图.pdf"))
        #expect(isWrong(read("a.pdf", Array("<script>".utf8))))
        #expect(isWrong(read("a.pdf", [0xFF, 0xD8, 0xFF, 0xE0])))
        #expect(isWrong(read("a.pdf", pdf + [UInt8](repeating: 32, count: 20))))
        #expect(isWrong(read("a.pdf", [])))
        #expect(read("", []) == .empty)
        #expect(FileKind([0x50, 0x4B, 3, 4], name: "证.OFD") == .ofd)
        #expect(FileKind([0x50, 0x4B, 3, 4], name: "a.exe") == .zip)
        #expect(FileKind(Array("a,b".utf8), name: "a.csv") == .csv)
        #expect(FileKind(Array("a,b".utf8), name: "a.txt") == nil)
    }

    @Test func `a field describes itself for the API`() {
        let schema = [Field("n", label, .integer(min: 1, max: 9)), Field("c", label, .choice(colours, style: .select), required: false)]
            .schema.json(.en)
        #expect(schema["properties"]?["n"]?["maximum"] == 9)
        #expect(schema["properties"]?["c"]?["enum"] == ["red", "blue", "green"])
        #expect(schema["required"] == ["n"])
    }
}
