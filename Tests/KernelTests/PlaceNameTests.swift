import Testing

@testable import Kernel

/// People write places and industries by name: what is plain is found, what is not is asked back.
@Suite struct PlaceNameTests {
    private func regions() throws -> Regions {
        try Regions(csv: DataFiles.text("regions.csv"), elsewhere: DataFiles.text("divisions.csv"))
    }

    private func fault(_ read: () throws(NameFault) -> Void) -> NameFault? {
        do throws(NameFault) {
            try read()
            return nil
        } catch { return error }
    }

    @Test(arguments: [
        ("上海市徐汇区天平路街道", "310104003"), ("徐汇区天平路街道", "310104003"), ("天平路街道", "310104003"), ("上海市天平路街道", "310104003"),
        (" 上海市 徐汇区　天平路街道 ", "310104003"), ("徐汇天平路", "310104003"), ("徐汇区", "310104"), ("徐汇", "310104"), ("上海市徐汇区", "310104"),
        ("上海市市辖区徐汇区", "310104"), ("上海市", "310000"), ("长宁区", "310105"), ("浦东新区", "310115"), ("静安寺街道", "310106013"),
        ("普陀区", "310107"), ("北京市东城区", "110101"), ("浙江省杭州市西湖区", "330106"), ("杭州市西湖区", "330106"), ("浙江西湖区", "330106"),
        ("中国浙江省杭州市", "330100"), ("长宁县", "511524"), ("内蒙古", "150000"), ("湖北省仙桃市", "429004"),
        ("Tianping Road Subdistrict, Xuhui, Shanghai", "310104003"), ("tianping road, xuhui", "310104003"), ("Xuhui", "310104"),
        ("Xuhui District", "310104"), ("Shanghai, Xuhui", "310104"), ("Jing'an", "310106"),
    ])
    func `a place is found by its name, with or without what holds it`(_ written: String, _ code: String) throws {
        #expect(try regions().named(written).code.rawValue == code)
    }

    @Test(arguments: [
        ("鼓楼区", ["江苏省南京市鼓楼区", "江苏省徐州市鼓楼区", "福建省福州市鼓楼区", "河南省开封市鼓楼区"]), ("吉林", ["吉林省", "吉林省吉林市"]),
        ("徐汇区天平路街道衡山路1号", ["徐汇区天平路街道", "徐汇区"]), ("天平", ["徐汇区天平路街道"]), ("月球", []), ("区", []), ("", []),
        ("徐汇区衡山路1号", ["徐汇区"]), (String(repeating: "徐汇区", count: 41), []),
    ])
    func `what is not plain is asked back with what may be meant`(_ written: String, _ choices: [String]) throws {
        let regions = try regions()
        let fault = try #require(self.fault { () throws(NameFault) in _ = try regions.named(written) })
        #expect(fault.choices.map(\.zh) == choices)
        for choice in choices { #expect(fault.message.zh.contains("“\(choice)”")) }
        #expect(!fault.message.zh.isEmpty && !fault.message.en.isEmpty)
    }

    @Test func `never more than five are named, and it is said how many there are`() throws {
        let regions = try regions()
        let fault = try #require(self.fault { () throws(NameFault) in _ = try regions.named("新华") })
        #expect(fault.choices.count <= 5)
    }

    @Test func `every place of the city is found by each way in which it is shown`() throws {
        let regions = try regions()
        #expect(regions.suggestions.count == 16 + 234)
        for region in regions.all {
            let written = try #require(regions.written(region.code))
            for text in [written, regions.address(of: region.code)] {
                for name in [text.zh, text.en] {
                    #expect((try? regions.named(name))?.code == region.code, "\(name)")
                }
            }
        }
        let codes = Set(regions.suggestions.compactMap { try? regions.named($0.zh).code })
        #expect(codes.count == regions.suggestions.count)
        #expect(regions.suggestions.allSatisfy { (try? regions.named($0.en)) != nil })
    }

    @Test func `places elsewhere have names and are none of the city's`() throws {
        let regions = try regions()
        let west = try #require(RegionCode("330106"))
        #expect(regions.name(of: west)?.zh == "西湖区" && regions.region(west) == nil && regions.all.count == 251)
        #expect(regions.written(west) == Text(same: "浙江省杭州市西湖区") && regions.address(of: west) == Text(same: "浙江省杭州市西湖区"))
        let nowhere = try #require(RegionCode("990000"))
        #expect(regions.districts.count == 16 && regions.written(nowhere) == nil)
        func line(_ text: String) -> Int? {
            do throws(DataFileFault) {
                _ = try Regions(csv: DataFiles.city, elsewhere: text)
                return nil
            } catch { return error.line }
        }
        #expect(line("code,name\n330000,浙江省\n330000,浙江省\n") == 3)
        #expect(line("code,name\n310000,上海市\n") == 2)
        #expect(line("code,name\n3300,\n") == 2)
        #expect(line("code,name\n33000,浙江省\n") == 2)
        #expect(line("code,name\n330000,浙江省\n") == nil)
    }

    @Test(arguments: [
        ("正餐服务", "H6210"), ("正餐服务 (6210)", "H6210"), ("正餐服务（H6210）", "H6210"), ("正餐服务（H621）", "H621"), ("H6210", "H6210"),
        ("6210", "H6210"), ("h6210 正餐服务", "H6210"), ("正餐服务6210", "H6210"), ("住宿和餐饮业", "H"), ("Manufacturing", "C"), ("软件开发", "I651"),
    ])
    func `an industry is found by its code or its name`(_ written: String, _ code: String) throws {
        #expect(try Industries(csv: DataFiles.text("industries.csv")).named(written).code == code)
    }

    @Test(arguments: [
        ("快餐", ["快餐服务（H6220）"]), ("正餐服务（6220）", ["快餐服务（H6220）", "正餐服务（H621）", "正餐服务（H6210）"]), ("9999", []), ("", []),
    ])
    func `an industry that is not plain is asked back`(_ written: String, _ choices: [String]) throws {
        let industries = try Industries(csv: DataFiles.text("industries.csv"))
        let fault = try #require(self.fault { () throws(NameFault) in _ = try industries.named(written) })
        #expect(fault.choices.map(\.zh) == choices)
    }

    @Test func `every industry is found by the way in which it is shown`() throws {
        let industries = try Industries(csv: DataFiles.text("industries.csv"))
        for industry in industries.all {
            for name in [industry.written.zh, industry.written.en] {
                #expect((try? industries.named(name))?.code == industry.code, "\(name)")
            }
        }
    }
}

extension DataFiles {
    fileprivate static let city = "code,name,parent,longitude,latitude,name_en\n310000,上海市,,,,Shanghai\n"
}
