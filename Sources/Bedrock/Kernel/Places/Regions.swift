/// The city's tree of divisions: the municipality, its districts, their streets and towns; and what places elsewhere in the
/// country are called.
package struct Regions: Sendable {
    package struct Region: Sendable, Hashable {
        package let code: RegionCode
        /// In English by the spelling of 汉语拼音, with the kind of place translated: `Tianping Road Subdistrict`.
        package let name: Text
        package let level: RegionCode.Level
        package let centre: Centre?
    }

    /// Degrees, as published.
    package struct Centre: Sendable, Hashable {
        package let longitude: Double
        package let latitude: Double
    }

    /// Every place in the order of the file.
    package let all: [Region]
    package let districts: [Region]
    private let byPrefix: [String: Region]
    private let elsewhere: [String: Region]
    private let streetsByDistrict: [String: [Region]]
    let names: PlaceNames
    /// What a person is offered while writing a place: the city's districts, each before its streets and towns, as they are written.
    package let suggestions: [Text]

    /// Reads `code,name,parent,longitude,latitude,name_en`. A doubled code, an unknown parent and a parent that does not hold its child are
    /// errors.
    ///
    /// - Parameter elsewhere: `code,name` of the provinces, cities and counties outside; none where it is left out.
    package init(csv: String, elsewhere: String? = nil) throws(DataFileFault) {
        var all: [Region] = []
        var byPrefix: [String: Region] = [:]
        for row in try CSV.rows(csv, header: ["code", "name", "parent", "longitude", "latitude", "name_en"]) {
            let region = try Regions.region(row)
            guard byPrefix.updateValue(region, forKey: region.code.prefix) == nil else {
                throw DataFileFault(line: row.line, Text("代码 \(region.code) 重复。", "The code \(region.code) occurs twice."))
            }
            if !row.cells[2].isEmpty {
                guard let parent = RegionCode(row.cells[2]), byPrefix[parent.prefix] != nil, parent.contains(region.code) else {
                    throw DataFileFault(
                        line: row.line,
                        Text(
                            "上级 \(row.cells[2]) 不存在，或不包含 \(region.code)。",
                            "The parent \(row.cells[2]) is not there, or does not hold \(region.code)."))
                }
            }
            all.append(region)
        }
        self.all = all
        self.byPrefix = byPrefix
        districts = all.filter { $0.level == .district }
        let streets = Dictionary(grouping: all.filter { $0.level == .street }) { $0.code.rawValue.slice(0..<6) }
        streetsByDistrict = streets
        let others = try elsewhere.map { text throws(DataFileFault) in try Regions.elsewhere(text, outside: byPrefix) } ?? []
        let otherPlaces = Dictionary(others.map { ($0.code.prefix, $0) }) { first, _ in first }
        self.elsewhere = otherPlaces
        names = PlaceNames(all, elsewhere: others) { [byPrefix] in Regions.path(to: $0, in: byPrefix, otherPlaces) }
        suggestions = districts.flatMap { district in
            let inside = (streets[district.code.prefix] ?? []).map(\.name)
            return [district.name] + inside.map { Text(district.name.zh + $0.zh, "\($0.en), \(district.name.en)") }
        }
    }

    private static func region(_ row: CSV.Row) throws(DataFileFault) -> Region {
        let code: RegionCode
        do { code = try RegionCode.parse(row.cells[0]) } catch { throw DataFileFault(line: row.line, error.message) }
        guard !row.cells[1].isEmpty, !row.cells[5].isEmpty else {
            throw DataFileFault(line: row.line, Text("缺少名称。", "The name is missing."))
        }
        var centre: Centre?
        if !(row.cells[3].isEmpty && row.cells[4].isEmpty) {
            guard let longitude = Double(row.cells[3]), let latitude = Double(row.cells[4]), abs(longitude) <= 180, abs(latitude) <= 90
            else {
                throw DataFileFault(line: row.line, Text("经纬度有误。", "The longitude or latitude is wrong."))
            }
            centre = Centre(longitude: longitude, latitude: latitude)
        }
        let name = Text(row.cells[1], row.cells[5])
        return Region(code: code, name: name, level: code.level, centre: centre)
    }

    /// Places that are not the city's, in the order of the file.
    private static func elsewhere(_ csv: String, outside city: [String: Region]) throws(DataFileFault) -> [Region] {
        var known: Set<String> = []
        var all: [Region] = []
        for row in try CSV.rows(csv, header: ["code", "name"]) {
            let code: RegionCode
            do { code = try RegionCode.parse(row.cells[0]) } catch { throw DataFileFault(line: row.line, error.message) }
            guard !row.cells[1].isEmpty else { throw DataFileFault(line: row.line, Text("缺少名称。", "The name is missing.")) }
            guard known.insert(code.prefix).inserted, city[code.prefix] == nil else {
                throw DataFileFault(line: row.line, Text("代码 \(code) 重复。", "The code \(code) occurs twice."))
            }
            all.append(Region(code: code, name: Text(same: row.cells[1]), level: code.level, centre: nil))
        }
        return all
    }

    /// The city's place itself; `31`, `310000` and `310000000000` find the same one.
    package func region(_ code: RegionCode) -> Region? { byPrefix[code.prefix] }

    /// What a place is called, in the city or elsewhere.
    package func name(of code: RegionCode) -> Text? { (region(code) ?? elsewhere[code.prefix])?.name }

    /// The streets and towns of a district; none for any other place.
    package func streets(of district: RegionCode) -> [Region] { streetsByDistrict[district.prefix] ?? [] }

    /// From the city, or a province, down to the place: 上海市, 徐汇区, 天平路街道. Levels that are not in the file are left out.
    package func path(to code: RegionCode) -> [Region] { Regions.path(to: code, in: byPrefix, elsewhere) }

    private static func path(to code: RegionCode, in city: [String: Region], _ elsewhere: [String: Region]) -> [Region] {
        let prefix = code.prefix
        return RegionCode.bounds.filter { $0 <= prefix.utf8.count }.map { prefix.slice(0..<$0) }.compactMap { city[$0] ?? elsewhere[$0] }
    }

    /// The path in words: `上海市徐汇区天平路街道`; in English the smallest first.
    package func address(of code: RegionCode) -> Text {
        Regions.address(path(to: code)[...])
    }

    /// Places elsewhere have Chinese names alone, and those are not turned round.
    static func address(_ path: ArraySlice<Region>) -> Text {
        let names = path.map(\.name)
        let zh = names.map(\.zh).joined()
        return Text(zh, names.contains { $0.zh == $0.en } ? zh : names.reversed().map(\.en).joined(separator: ", "))
    }
}
