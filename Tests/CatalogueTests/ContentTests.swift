import Catalogue
import Foundation
import Kernel
import Testing

/// The city's own catalogue.
struct ContentTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("catalogue").path

    static let loaded = CatalogueLoading.load(folder: folder)

    @Test func `the city’s catalogue has no error`() throws {
        let errors = Self.loaded.findings.filter { $0.severity == .error }.map { $0.line(in: .en) }
        #expect(errors == [])
        #expect(Self.loaded.catalogue != nil)
    }

    @Test func `every thing and every item can be applied for by a stranger of whom nothing is known`() throws {
        let catalogue = try #require(Self.loaded.catalogue)
        for thing in catalogue.allThings + catalogue.items.keys.sorted().compactMap({ catalogue.thing($0) }) {
            let checklist = Checklist.resolve(thing, in: catalogue, answers: [:], given: [:], holdings: Holdings(), today: Fixture.today)
            #expect(!checklist.items.isEmpty, "\(thing.code)")
            #expect(checklist.fields.allSatisfy { $0.value == nil }, "\(thing.code)")
            #expect(
                checklist.materials.allSatisfy { outcome in
                    // What is written from the form needs to be known by nobody before.
                    switch outcome.state {
                    case .waived(_, .result), .composed: true
                    default: outcome.isAsked || outcome.neededBy.isEmpty
                    }
                }, "\(thing.code)")
        }
    }

    @Test(
        arguments: [
            ("food-licence", "food-licence-renewal", true), ("small-catering-filing", "small-catering-filing", false),
            ("freight-permit", "freight-operation-permit", false), ("tobacco-licence", "tobacco-licence", false),
            ("health-certificate", nil, false),
        ] as [(String, String?, Bool)]) func `each licence is renewed by its item`(_ type: String, _ item: String?, _ byConfirmation: Bool)
        throws
    {
        let catalogue = try #require(Self.loaded.catalogue)
        let way = catalogue.renewal(of: type)
        #expect(way?.item.code == item && way?.result.licence == (item == nil ? nil : type))
        #expect(way?.isByConfirmation ?? false == byConfirmation)
    }

    @Test func `a licence whose only item of renewal is suspended is told of`() throws {
        let catalogue = try #require(Self.loaded.catalogue)
        let key = DefinitionKey(.item, "freight-operation-permit")
        var content = try #require(catalogue.definition(key.kind, key.code)?.content)
        content["state"] = "suspended"
        let found = DefinitionChecking.check([key: content], over: catalogue).findings.filter { $0.rule == "renewal" }
        let finding = try #require(found.first)
        #expect(found.count == 1 && finding.file == DefinitionKey(.licenceType, "freight-permit").text && finding.path.hasSuffix("renewal"))
        #expect(finding.message.zh.contains("道路运输经营许可证") && finding.severity == .warning)
    }

    @Test func `every form of the city can be read as a form, and its guide has no empty row`() throws {
        let catalogue = try #require(Self.loaded.catalogue)
        for code in catalogue.items.keys.sorted() {
            let thing = try #require(catalogue.thing(code))
            let guide = Guide(thing, catalogue)
            let rows = guide.items.flatMap(\.rows) + guide.cooperating + guide.followOns
            #expect(rows.allSatisfy { !$0.value.zh.isEmpty && !$0.value.en.isEmpty }, "\(code)")
            let checklist = Checklist.resolve(thing, in: catalogue, answers: [:], given: [:], holdings: Holdings(), today: Fixture.today)
            let specs = checklist.fields.map { $0.spec(applicant: thing.applicant.code, today: Fixture.today) }
            #expect(specs.count == Set(specs.map(\.name)).count, "\(code)")
        }
    }

    /// The registers of a mother of whom everything is known, with real codes of the city's own lists.
    static let records: [String: JSON] = [
        "resource:ga-population@mother": [
            "name": "王晓", "idNumber": .string(Fixture.motherNumber), "sex": "2", "birthDate": "1995-03-14", "ethnicity": "汉族",
            "regionCode": "310115001000", "householdAddress": "示例路 1 号", "residenceAddress": "示例路 1 号",
            "residenceRegionCode": "310115001000",
        ],
        "resource:ga-population@father": [
            "name": "李远", "idNumber": .string(Fixture.fatherNumber), "sex": "1", "birthDate": "1993-07-01", "ethnicity": "汉族",
            "regionCode": "310101002000", "householdAddress": "示例路 2 号",
        ],
        "resource:ga-household@mother": ["householdNumber": "1001"], "resource:ga-household@father": ["householdNumber": "2002"],
        "resource:mz-marriage@mother": [
            "married": true, "marriageDate": "2020-01-01", "marriageCertificateNumber": "J310115-2020-000001", "spouseName": "李远",
            "spouseIdNumber": .string(Fixture.fatherNumber),
        ],
        "resource:wj-births@mother": [
            "birthRecordNumber": "B1", "deliveryMode": "natural",
            "child": [
                "sex": "2", "birthDate": "2026-11-18", "birthTime": "09:10", "birthHospital": "示例妇产医院", "birthRegionCode": "310115",
                "birthWeightGrams": 3200, "birthLengthCentimetres": 50, "gestationWeeks": 39, "birthHealth": "good", "plurality": "single",
                "childOrder": 1,
            ],
        ],
        "resource:yb-insured@mother": ["medicalInsured": true, "maternityInsured": true, "maternityPaidMonths": 20],
        "resource:rs-social-card@mother": ["socialCardNumber": "S1", "bankName": "示例银行", "bankAccount": "6222021234567890128"],
        "resource:rs-insurance@mother": ["employerName": "示例公司"], "resource:wj-fertility@mother": ["fertilityNumber": "F1"],
    ]

    @Test func `a mother whom the registers know writes a name and an address, and hands in nothing`() throws {
        let catalogue = try #require(Self.loaded.catalogue)
        let thing = try #require(catalogue.thing("newborn"))
        var holdings = Held.account
        var rounds = 0
        while rounds < 10 {
            let lookups = Enquiry.plan(thing, in: catalogue, holdings: holdings, today: Fixture.today)
            if lookups.isEmpty { break }
            rounds += 1
            for lookup in lookups { holdings.add(Self.records[lookup.id], to: lookup, for: thing, in: catalogue, asOf: Held.day) }
        }
        #expect(rounds < 6)
        let checklist = Checklist.resolve(
            thing, in: catalogue, answers: ["follow": "mother"], given: [:], holdings: holdings, today: Fixture.today)
        let asked = checklist.fields.filter(\.isAsked).map(\.field)
        #expect(asked.contains("child.name"))
        #expect(asked.count <= 4, "\(asked)")
        #expect(checklist.materials.filter(\.isAsked).map(\.code) == [])
        #expect(checklist.questions.filter(\.isAsked).map(\.question.code) == ["follow"])
        #expect(checklist.includedItems.count == 10)
    }

    @Test(arguments: [
        ("孩子刚出生要办什么", "newborn"), ("给宝宝上户口", "hukou-birth"), ("开饭店", "restaurant"), ("公司搬家", "enterprise-change"),
        ("身份证丢了", "id-card-reissue"), ("报销医药费", "medical-reimbursement"), ("开公司", "business-registration"), ("卖烟", "tobacco-licence"),
        ("养老金怎么领", "retirement"), ("失业金", "unemployment-benefit"), ("结婚登记", "marriage-appointment"), ("换法人", "enterprise-change"),
        ("驾照到期", "driving-licence-renewal"), ("幼升小报名", "school-enrolment"), ("消防检查", "fire-check"), ("租房提取公积金", "housing-fund-rent"),
        ("my baby was born", "newborn"), ("lost ID card", "id-card-reissue"), ("open a restaurant", "restaurant"),
    ]) func `people’s own words find what they mean among the first three`(_ query: String, _ code: String) throws {
        let search = CatalogueSearch(try #require(Self.loaded.catalogue))
        let hits = search.search(query, language: .zh, limit: 3)
        #expect(hits.map(\.code).contains(code), "\(hits.map(\.code))")
    }
}
