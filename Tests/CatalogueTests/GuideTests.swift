import Catalogue
import Kernel
import Testing

struct GuideTests {
    @Test func `a guide tells all that the implementation list wants`() throws {
        let catalogue = try Fixture.catalogue()
        let guide = Guide(try Fixture.newborn(catalogue), catalogue)
        let entry = try #require(guide.items.first { $0.item.code == "household-entry" })
        let labels = entry.rows.map(\.label.zh)
        for wanted in [
            "事项类型", "基本编码", "实施编码", "实施主体", "服务对象", "办件类型", "法定办结时限", "承诺办结时限", "办理形式", "到现场次数", "是否收费", "咨询电话", "监督投诉电话",
        ] {
            #expect(labels.contains(wanted), "\(wanted)")
        }
        #expect(entry.rows.first { $0.label.zh == "法定办结时限" }?.value == Text("20 个工作日", "20 working days"))
        #expect(entry.rows.first { $0.label.zh == "实施编码" }?.value.zh == "11310000MAGA00013E5310790003000")
        #expect(entry.results.map(\.name) == [Text("户口簿页", "Household page")])
        #expect(entry.reviewPoints.map(\.isAutomatic) == [true])
        #expect(entry.fees.map(\.amount) == [Money(fen: 1000)])
        #expect(entry.after == [Text("出生医学证明", "Certificate of birth")])
    }

    @Test func `each material stands once, with all that waives it`() throws {
        let catalogue = try Fixture.catalogue()
        let guide = Guide(try Fixture.newborn(catalogue), catalogue)
        #expect(guide.materials.map(\.code).count == Set(guide.materials.map(\.code)).count)
        let card = try #require(guide.materials.first { $0.code == "mother-id-card" })
        #expect(card.items == ["birth-certificate", "household-entry"])
        #expect(card.waivedBy.count == 2)
        #expect(card.basis == [Text("《母婴保健法》第二十三条", "Law on Maternal and Infant Health Care, art. 23")])
    }

    @Test func `the JSON of an item bears the national names`() throws {
        let catalogue = try Fixture.catalogue()
        let json = try #require(catalogue.items["household-entry"]).json(in: catalogue)
        #expect(json["task_name"] == JSON(Text("出生登记", "Entry in the household register")))
        #expect(json["catalog_code"] == "310790003000")
        #expect(json["task_type"] == "07")
        #expect(json["anticipate_day"] == 20)
        #expect(json["promise_day"] == 3)
        #expect(json["project_type"] == "2")
        #expect(json["limit_scene_num"] == 0)
        #expect((json["materials"]?.array ?? []).first?["material_name"] != nil)
        #expect(try Fixture.newborn(catalogue).json(in: catalogue)["items"]?.array?.count == 4)
    }
}
