import Testing

@testable import Kernel

private func region(_ code: String) -> RegionCode {
    guard let region = RegionCode(code) else { preconditionFailure("\(code) is no region") }
    return region
}

@Suite struct RegionCodeTests {
    @Test func `the city holds its districts and they their streets`() {
        #expect(region("310000").contains(region("310104")) && region("310104").contains(region("310104003")))
        #expect(region("310000").contains(region("310104003")) && region("31").contains(region("310230")))
        #expect(region("310104").contains(region("310104000000")) && region("310104000").contains(region("310104")))
        #expect(!region("310104").contains(region("310105")) && !region("310104").contains(region("310000")))
        #expect(!region("310104003").contains(region("310104004")) && !region("310000").contains(region("320500")))
        #expect(region("000000").contains(region("310104")))
    }

    @Test(arguments: [
        ("31", "31", RegionCode.Level.province), ("310000", "31", .province), ("310100", "3101", .city), ("310104", "310104", .district),
        ("310104000", "310104", .district), ("310104003", "310104003", .street), ("310104003000", "310104003", .street),
        ("310104003001", "310104003001", .community), ("000000", "", .country), ("310100000000", "3101", .city),
        ("310110", "310110", .district),
    ])
    func `zeros at the end mean all of it`(_ code: String, _ prefix: String, _ level: RegionCode.Level) {
        #expect(region(code).prefix == prefix)
        #expect(region(code).level == level)
    }

    @Test func `the range of a place holds exactly what the place contains`() throws {
        let regions = try Regions(csv: DataFiles.text("regions.csv"))
        let codes = regions.all.map(\.code) + [region("320500"), region("390000"), region("400000"), region("990000"), region("31")]
        for outer in codes {
            let range = outer.range
            for inner in codes {
                #expect(outer.contains(inner) == (range.from <= inner.rawValue && inner.rawValue < range.below))
            }
        }
        #expect(region("39").range.below == "4" && region("990000").range.below == "a" && region("000000").range.from == "")
    }

    @Test func `places have parents and six digits`() {
        #expect(region("310104003").parent == region("310104") && region("310104").parent == region("310100"))
        #expect(
            region("310100").parent == region("310000") && region("310000").parent == region("000000") && region("000000").parent == nil)
        #expect(region("310104003").sixDigits == "310104" && region("31").sixDigits == "310000")
    }

    @Test func `what is no region is refused`() {
        #expect(RegionCode("31010") == nil && RegionCode("3101O4") == nil && RegionCode("") == nil)
    }
}

@Suite struct RegionsTests {
    @Test func `Shanghai has sixteen districts, each with streets, and two names`() throws {
        let regions = try Regions(csv: DataFiles.text("regions.csv"))
        #expect(regions.districts.count == 16)
        #expect(regions.districts.allSatisfy { !regions.streets(of: $0.code).isEmpty && $0.name.zh != $0.name.en && $0.centre != nil })
        #expect(regions.districts.map { regions.streets(of: $0.code).count }.reduce(0, +) == 234)
        #expect(regions.name(of: region("310106"))?.en == "Jing’an")
        #expect(regions.name(of: region("310104003000"))?.zh == "天平路街道")
        #expect(regions.name(of: region("310103")) == nil)
    }

    @Test func `every place has a name that a reader of English can say`() throws {
        let regions = try Regions(csv: DataFiles.text("regions.csv"))
        let odd = regions.all.filter { !$0.name.en.unicodeScalars.allSatisfy { $0.isASCII || "’üÜ".unicodeScalars.contains($0) } }
        #expect(odd.map(\.name.en) == [])
        let known = [
            ("310104003", "Tianping Road Subdistrict"), ("310101002", "Nanjing East Road Subdistrict"),
            ("310115005", "Lujiazui Subdistrict"),
            ("310112101", "Xinzhuang Town"), ("310105001", "Huayang Road Subdistrict"), ("310113103", "Yanghang Town"),
            ("310106013", "Jing’ansi Subdistrict"), ("310151202", "Hengsha Township"),
        ]
        for (code, name) in known { #expect(regions.name(of: region(code))?.en == name) }
    }

    @Test func `a path goes from the city to the street`() throws {
        let regions = try Regions(csv: DataFiles.text("regions.csv"))
        #expect(regions.path(to: region("310104003")).map(\.code.rawValue) == ["310000", "310104", "310104003"])
        #expect(regions.address(of: region("310104003")) == Text("上海市徐汇区天平路街道", "Tianping Road Subdistrict, Xuhui, Shanghai"))
    }

    @Test func `a broken file is refused by line`() {
        let header = "code,name,parent,longitude,latitude,name_en\n"
        func line(_ text: String) -> Int? {
            do throws(DataFileFault) {
                _ = try Regions(csv: text)
                return nil
            } catch { return error.line }
        }
        #expect(line("code,name\n") == 1)
        #expect(line(header + "310000,上海市,,,,Shanghai\n310000,上海市,,,,Shanghai\n") == 3)
        #expect(line(header + "310000,上海市,,,,Shanghai\n310104,徐汇区,310105,,,Xuhui\n") == 3)
        #expect(line(header + "31000,上海市,,,,Shanghai\n") == 2)
        #expect(line(header + "310000,上海市,,200,31,Shanghai\n") == 2)
        #expect(line(header + "310000,上海市,,\n") == 2)
        #expect(line(header + "310000,上海市,,,,\n") == 2)
        #expect(line(header + "310000,上海市,,,,Shanghai") == nil)
    }

    @Test func `abolished divisions are none of today's`() throws {
        let regions = try Regions(csv: DataFiles.text("regions.csv"))
        #expect(Regions.abolished.count == 8)
        for abolished in Regions.abolished { #expect(regions.region(abolished.code) == nil && (1999...2016).contains(abolished.year)) }
    }
}

@Suite struct IndustriesTests {
    @Test func `the standard has its counts and every parent`() throws {
        let industries = try Industries(csv: DataFiles.text("industries.csv"))
        #expect(Industries.Level.allCases.map { level in industries.all.count { $0.level == level } } == [20, 97, 473, 1381])
        #expect(industries.sections.allSatisfy { $0.name.zh != $0.name.en })
        #expect(industries.all.allSatisfy { $0.level == .section || industries.parent(of: $0.code)?.code == $0.parent })
    }

    @Test func `an industry is found with or without its letter`() throws {
        let industries = try Industries(csv: DataFiles.text("industries.csv"))
        #expect(industries.name(of: "I6513")?.zh == "应用软件开发")
        #expect(industries.industry("6513") == industries.industry("i6513"))
        #expect(industries.path(to: "I6513").map(\.code) == ["I", "I65", "I651", "I6513"])
        #expect(industries.children(of: "I651").contains { $0.code == "I6513" })
        #expect(!industries.isKnown("Z99") && !industries.isKnown("I6599999"))
    }
}

@Suite struct CSVTests {
    @Test func `quotes, line ends and byte order marks are read`() throws {
        let rows = try CSV.rows("\u{FEFF}a,b\r\n\"x,\"\"y\"\"\",\"1\n2\"\r\n\r\nlast,")
        #expect(rows.map(\.cells) == [["a", "b"], ["x,\"y\"", "1\n2"], ["last", ""]])
        #expect(rows.map(\.line) == [1, 2, 5])
        #expect(throws: DataFileFault.self) { try CSV.rows("a,\"b\n") }
    }
}
