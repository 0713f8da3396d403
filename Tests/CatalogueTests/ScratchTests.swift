import Catalogue
import Foundation
import Kernel
import Testing

struct ScratchTests {
    @Test func `scratch`() throws {
        let loaded = ContentTests.loaded
        for finding in loaded.findings { print("FINDING", finding.line(in: .en)) }
        let catalogue = try #require(loaded.catalogue)
        let thing = try #require(catalogue.thing("newborn"))
        var holdings = Holdings(fields: [
            Held.fact("mother.name", "王晓", .account), Held.fact("mother.idNumber", .string(Fixture.motherNumber), .account),
            Held.fact("mother.mobile", "13800138000", .account),
        ])
        for round in 0..<8 {
            let start = Instant.now()
            let lookups = Enquiry.plan(thing, in: catalogue, holdings: holdings, today: Fixture.today)
            print("ROUND", round, "\((Instant.now().microseconds - start.microseconds) / 1000) ms")
            for lookup in lookups {
                print("  ", lookup.id, lookup.purposes.joined(separator: " "))
                var record: JSON? = nil
                switch lookup.id {
                case "resource:ga-population@mother":
                    record = [
                        "name": "王晓", "idNumber": .string(Fixture.motherNumber), "sex": "2", "birthDate": "1995-03-14", "ethnicity": "HA",
                        "regionCode": "310115001000", "householdAddress": "A", "residenceAddress": "B",
                        "residenceRegionCode": "310115001000",
                    ]
                case "resource:ga-population@father":
                    record = [
                        "name": "李远", "idNumber": .string(Fixture.fatherNumber), "sex": "1", "birthDate": "1993-07-01", "ethnicity": "HA",
                        "regionCode": "310101002000", "householdAddress": "C",
                    ]
                case "resource:ga-household@mother": record = ["householdNumber": "1"]
                case "resource:ga-household@father": record = ["householdNumber": "2"]
                case "resource:mz-marriage@mother":
                    record = [
                        "married": true, "marriageDate": "2020-01-01", "marriageCertificateNumber": "J310", "spouseName": "李远",
                        "spouseIdNumber": .string(Fixture.fatherNumber),
                    ]
                case "resource:wj-births@mother":
                    record = [
                        "birthRecordNumber": "B1", "deliveryMode": "natural",
                        "child": [
                            "sex": "2", "birthDate": "2026-11-18", "birthTime": "09:10", "birthHospital": "H", "birthRegionCode": "310115",
                            "birthWeightGrams": 3200, "birthLengthCentimetres": 50, "gestationWeeks": 39, "birthHealth": "good",
                            "plurality": "single", "childOrder": 1,
                        ],
                    ]
                case "resource:yb-insured@mother":
                    record = ["medicalInsured": true, "maternityInsured": true, "maternityPaidMonths": 20, "medicalInsuranceNumber": "1"]
                case "resource:rs-social-card@mother":
                    record = ["socialCardNumber": "S", "bankName": "Bank", "bankAccount": "6222020000000000000"]
                case "resource:rs-insurance@mother": record = ["employerName": "E", "employed": true]
                case "resource:wj-fertility@mother": record = ["fertilityNumber": "F"]
                default: break
                }
                holdings.add(record, to: lookup, for: thing, in: catalogue, asOf: Held.day)
            }
            if lookups.isEmpty { break }
        }
        for (label, h, a) in [
            ("nothing", Holdings(), [String: JSON]()), ("all", holdings, [:]), ("answered", holdings, ["follow": "mother"]),
        ] {
            let start = Instant.now()
            let checklist = Checklist.resolve(thing, in: catalogue, answers: a, given: [:], holdings: h, today: Fixture.today)
            print("==", label, "\(Instant.now().microseconds - start.microseconds) us", checklist.fields.filter(\.isNeeded).count, "needed")
            for q in checklist.questions { print("  Q", q.question.code, q.state) }
            for i in checklist.items { print("  I", i.item, i.state, i.start, i.length, i.region ?? "-") }
            for f in checklist.fields where f.isAsked { print("  F", f.field, f.state, f.isRequired) }
            for m in checklist.materials { print("  M", m.code, m.state) }
            print(checklist.reductions)
        }
    }

    @Test func `timing`() throws {
        let catalogue = try #require(ContentTests.loaded.catalogue)
        for thing in catalogue.allThings + catalogue.items.keys.sorted().compactMap({ catalogue.thing($0) }) {
            let start = Instant.now()
            let c = Checklist.resolve(thing, in: catalogue, answers: [:], given: [:], holdings: Holdings(), today: Fixture.today)
            print("TIME", thing.code, Instant.now().microseconds - start.microseconds, c.fields.count)
        }
        let search = CatalogueSearch(catalogue)
        for q in [
            "孩子刚出生要办什么", "开饭店", "公司搬家", "身份证丢了", "报销医药费", "hukou", "open a restaurant", "退休", "开公司", "养老金怎么领", "卖烟", "健康证", "结婚", "失业金",
            "my baby was born", "lost ID card",
        ] {
            let start = Instant.now()
            let hits = search.search(q, language: .zh, limit: 4)
            print("SEARCH", q, hits.map { "\($0.code) \($0.why.zh)" }, Instant.now().microseconds - start.microseconds)
        }
    }
}
