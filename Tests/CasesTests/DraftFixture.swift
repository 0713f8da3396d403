import Catalogue
import DataCentre
import Foundation
import Identity
import Kernel
import Licences
import Store
import Synchronization
import TestSupport
import Testing
import Web

@testable import Cases

/// The city under the shipped catalogue, where a child was born a week ago: what the registers hold of its parents.
enum DraftFixture {
    static let loaded: Catalogue? = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../catalogue").standardized.path
        return CatalogueLoading.load(folder: folder).catalogue
    }()

    /// A city of `applicant`, the mother, and `neighbour`, the father.
    static func city(_ database: Database, fatherIs ethnicity: String = "11", married: Bool = true, sources: [String: OutsideSource] = [:])
        async throws -> City
    {
        try await CatalogueStore(database).publish(try #require(loaded), note: "test", at: TestClock.mondayMorning)
        let city = try await City(database, sources: sources)
        try await city.load(records(city, fatherIs: ethnicity, married: married))
        return city
    }

    private static func records(_ city: City, fatherIs ethnicity: String, married: Bool) -> [(String, Person, JSON)] {
        let (mother, father) = (city.applicant, city.neighbour)
        let marriage: JSON = [
            "person.married": true, "person.marriageDate": "2022-05-20", "person.marriageCertificateNumber": "J310104-2022-100037",
            "person.spouseName": .string(father.name), "person.spouseIdNumber": .string(father.idNumber.rawValue),
        ]
        let child: JSON = [
            "person.sex": "2", "person.birthDate": "2026-11-16", "person.birthTime": "05:42", "person.birthHospital": "示例妇幼保健院",
            "person.birthRegionCode": "310104003", "person.birthWeightGrams": 3280, "person.birthLengthCentimetres": 50,
            "person.gestationWeeks": 39, "person.birthHealth": "good", "person.plurality": "single", "person.childOrder": 1,
        ]
        return [
            ("ga-population", mother, population(mother, ethnicity: "01")),
            ("ga-population", father, population(father, ethnicity: ethnicity)),
            ("ga-household", mother, household("310104000101")), ("ga-household", father, household("310104000202")),
            ("mz-marriage", mother, married ? marriage : ["person.married": false]),
            ("wj-births", mother, ["person.birthRecordNumber": "FM202611160316", "person.deliveryMode": "natural", "child": child]),
            ("wj-fertility", mother, ["person.fertilityNumber": "SY2026310104000816"]),
            (
                "yb-insured", mother,
                [
                    "person.medicalInsured": true, "person.medicalInsuranceNumber": "YB31010400001683", "person.maternityInsured": true,
                    "person.maternityPaidMonths": 38, "person.medicalLevyReady": true,
                ]
            ),
            (
                "rs-social-card", mother,
                ["person.socialCardNumber": "A12345678", "person.bankName": "示例银行", "person.bankAccount": "6228480402564890018"]
            ),
            ("rs-insurance", mother, ["person.employed": true, "person.employerName": "示例软件有限公司", "person.pensionMonths": 96]),
        ]
    }

    static func population(_ person: Person, ethnicity: String, mobile: String = "13900000001") -> JSON {
        [
            "person.name": .string(person.name), "person.idNumber": .string(person.idNumber.rawValue),
            "person.sex": person.idNumber.sex == .female ? "2" : "1", "person.birthDate": .string(person.idNumber.birthDate.description),
            "person.ethnicity": .string(ethnicity), "person.mobile": .string(mobile), "person.regionCode": "310104003",
            "person.householdAddress": "徐汇区示例路 18 号", "person.residenceAddress": "徐汇区示例路 18 号", "person.residenceRegionCode": "310104003",
        ]
    }

    private static func household(_ number: String) -> JSON {
        ["person.householdNumber": .string(number), "person.householdHead": "顾建国", "person.householdRelation": "子女"]
    }
}

extension City {
    func load(_ records: [(resource: String, about: Person, content: JSON)]) async throws {
        let (dataCentre, day) = (cases.dataCentre, clock.now.date)
        let rows = records.map {
            RegisterRecord(resource: $0.resource, key: $0.about.idNumber.rawValue, content: $0.content, updatedOn: day)
        }
        try await database.write { try dataCentre.load(rows, in: $0) }
    }

    /// The neighbour, signed in.
    var stranger: Visitor {
        Visitor(kind: .person, account: CaseFixture.id(7), name: neighbour.name, party: neighbour.party, language: .zh)
    }

    func open(_ thing: String = "newborn") async throws -> OpenDraft { try await cases.openDraft(of: thing, for: visitor, at: clock.now) }

    func reopen(_ open: OpenDraft) async throws -> OpenDraft { try await cases.openDraft(open.draft.id, for: visitor, at: clock.now) }

    func change(_ open: OpenDraft, _ change: @Sendable (inout Draft, Checklist) -> Void) async throws -> OpenDraft {
        try await cases.change(open.draft.id, for: visitor, at: clock.now, change)
    }

    /// How often registers have been asked.
    func askedCount() async throws -> Int { try await count("datacentre_access") }

    func asked(about person: Person) async throws -> [DataAccess] { try await cases.dataCentre.accesses(about: person.party, limit: 200) }

    /// What an act or a screen before the submission answers.
    @discardableResult func draftAct(
        _ name: String, _ parameters: [String: String], as face: Call.Face = .api, by visitor: Visitor? = nil,
        sending values: [String: [String]] = [:], json: JSON? = nil
    ) async throws -> Answer {
        let endpoint = try #require(cases.draftingEndpoints.first { $0.name == name && $0.face == face })
        return try await endpoint.answer(
            Call(
                method: endpoint.method, path: endpoint.path, face: face, parameters: parameters,
                submitted: Submitted(values: values, json: json), visitor: visitor ?? self.visitor, requestID: "request-1", now: clock.now,
                surroundings: clock.surroundings))
    }
}

extension City {
    /// The birth of a child, sent whole by a program.
    @discardableResult func submitNewborn() async throws -> Answer {
        let body: JSON = [
            "answers": ["follow": "mother"],
            "fields": ["child.name": "沈念安", "child.ethnicity": "11", "mother.deliveryAddress": "上海市徐汇区示例路 18 号"], "declared": true,
        ]
        return try await draftAct("applications.submit", ["code": "newborn"], sending: ["declared": ["true"]], json: body)
    }

    /// A page of a draft, as markup.
    func draftPage(_ name: String, _ open: OpenDraft) async throws -> String {
        let answer = try await draftAct(name, ["id": open.draft.id.rawValue], as: .page)
        guard case .page(let page) = answer.content else { return "" }
        return page.body.string
    }

    /// A body as a program sends it.
    func send(_ name: String, _ parameters: [String: String], _ json: JSON) async throws -> JSON {
        var values: [String: [String]] = [:]
        func put(_ json: JSON, _ name: String) {
            switch json {
            case .object(let members): for member in members { put(member.value, name.isEmpty ? member.name : "\(name).\(member.name)") }
            case .array(let items): for item in items { put(item, name) }
            case .null: break
            case .bool(let flag): values[name, default: []].append(String(flag))
            case .number(let text), .string(let text): values[name, default: []].append(text)
            }
        }
        put(json, "")
        guard case .json(let answer) = try await draftAct(name, parameters, sending: values, json: json).content else { return .null }
        return answer
    }
}

extension OpenDraft {
    /// The boxes that are left, by name.
    var asked: [String] { checklist.fields.filter(\.isAsked).map(\.field).sorted() }
}

/// An engine on which somebody else writes first: before the next writes, so many times.
final class RivalEngine: Engine {
    typealias Act = @Sendable (any Connection) throws -> Void

    private let engine: any Engine
    private let rival = Mutex<(times: Int, act: Act)?>(nil)

    init(_ engine: any Engine) { self.engine = engine }

    func arm(times: Int, _ act: @escaping Act) { rival.withLock { $0 = (times, act) } }

    private func next() -> Act? {
        rival.withLock { rival in
            guard let armed = rival, armed.times > 0 else { return nil }
            rival = (armed.times - 1, armed.act)
            return armed.act
        }
    }

    var dialect: Dialect { engine.dialect }
    var waitingCount: Int { engine.waitingCount }

    func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T { try await engine.read(body) }

    func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        if let act = next() { try await engine.write(act) }
        return try await engine.write(body)
    }

    func notifications(_ channel: String) -> AsyncStream<String> { engine.notifications(channel) }

    func close() async { await engine.close() }
}
