/// What places are called by those who write them down: by their own name, with the places that hold them before it or, in English,
/// after it, each with its kind (`徐汇区`) or without (`徐汇`).
struct PlaceNames: Sendable {
    /// How a place may be called, in both languages, folded.
    private struct Names: Sendable {
        let full: [String]
        let short: [String]

        init(_ name: Text, _ level: RegionCode.Level) {
            let chinese = NameFolding.folded(name.zh)
            let shortChinese = PlaceNames.shortened(chinese, of: PlaceNames.kinds)
            guard name.en != name.zh else {
                (full, short) = ([chinese], [shortChinese].compactMap(\.self))
                return
            }
            let english = NameFolding.folded(name.en)
            full = [chinese, english]
            // A district's English name is its name alone.
            short =
                [shortChinese, PlaceNames.shortened(english, of: PlaceNames.englishKinds)].compactMap(\.self)
                + (level == .district ? [english + "district"] : [])
        }

        var all: [String] { full + short }
    }

    private struct Entry: Sendable {
        let region: Regions.Region
        let isHere: Bool
        /// From the largest place to the place itself.
        let levels: [Names]

        var own: Names { levels[levels.count - 1] }
    }

    private let entries: [Entry]

    /// - Parameter path: from the largest place to the place itself.
    init(_ regions: [Regions.Region], elsewhere: [Regions.Region], path: (RegionCode) -> [Regions.Region]) {
        var known: [RegionCode: Names] = [:]
        for region in regions + elsewhere { known[region.code] = Names(region.name, region.level) }
        func entry(_ region: Regions.Region, isHere: Bool) -> Entry {
            Entry(region: region, isHere: isHere, levels: path(region.code).compactMap { known[$0.code] })
        }
        entries = regions.map { entry($0, isHere: true) } + elsewhere.map { entry($0, isHere: false) }
    }

    /// Every place that is called so. Where some are by their full names, those alone; and where some of those are the city's, they alone:
    /// whoever writes 普陀区 here means the one that they were offered.
    func called(_ written: String) -> [Regions.Region] {
        // Identity papers write `上海市市辖区徐汇区`, letters from abroad `中国上海市`; and the name of a zone begins with `中国`.
        let typed = PlaceNames.plain(written)
        let found = match(typed)
        return found.isEmpty && typed.hasPrefix("中国") ? match(String(typed.dropFirst(2))) : found
    }

    private func match(_ typed: String) -> [Regions.Region] {
        guard !typed.isEmpty else { return [] }
        var found: [(entry: Entry, cost: Int)] = []
        for entry in entries where entry.own.all.contains(where: { typed.hasSuffix($0) || typed.hasPrefix($0) }) {
            let down = PlaceNames.cost(typed[...], entry.levels[...], own: entry.levels.count - 1)
            let up = PlaceNames.cost(typed[...], Array(entry.levels.reversed())[...], own: 0)
            if let cost = [down, up].compactMap(\.self).min() { found.append((entry, cost)) }
        }
        let least = found.map(\.cost).min()
        let best = found.filter { $0.cost == least }.map(\.entry)
        let here = best.filter(\.isHere)
        return (here.isEmpty ? best : here).map(\.region)
    }

    /// Places whose names stand in what was written, the smallest first, or else those in whose names it stands.
    func near(_ written: String) -> [Regions.Region] {
        let typed = PlaceNames.plain(written)
        guard typed.count >= 2 else { return [] }
        let parts = NameFolding.parts(typed)
        let named = entries.filter { $0.own.full.contains(where: parts.contains) }.map(\.region)
        if !named.isEmpty { return Array(named.sorted { $0.level > $1.level }.prefix(NameFault.most)) }
        let mayBePart = typed.count <= 20
        let holding = entries.filter { entry in
            entry.own.short.contains(where: parts.contains) || mayBePart && entry.own.full.contains { $0.contains(typed) }
        }
        return holding.prefix(NameFault.most).map(\.region)
    }

    /// How many names without their kind are needed to read `rest` as these places, each at most once and in this order, with the place
    /// itself among them; nil where it cannot be read so.
    private static func cost(_ rest: Substring, _ levels: ArraySlice<Names>, own: Int) -> Int? {
        guard let level = levels.first else { return rest.isEmpty ? 0 : nil }
        var costs: [Int] = []
        for (names, cost) in [(level.full, 0), (level.short, 1)] {
            for name in names where rest.hasPrefix(name) {
                if let more = self.cost(rest.dropFirst(name.count), levels.dropFirst(), own: own) { costs.append(more + cost) }
            }
        }
        if levels.startIndex != own, let more = cost(rest, levels.dropFirst(), own: own) { costs.append(more) }
        return costs.min()
    }

    private static func plain(_ written: String) -> String { NameFolding.folded(written).replacing("市辖区", with: "") }

    /// A name without its kind, where two characters at least are left.
    private static func shortened(_ name: String, of kinds: [String]) -> String? {
        for kind in kinds where name.hasSuffix(kind) {
            let rest = name.dropLast(kind.count)
            return rest.count >= 2 ? String(rest) : nil
        }
        return nil
    }

    private static let kinds = [
        "维吾尔自治区", "特别行政区", "壮族自治区", "回族自治区", "自治区", "自治州", "自治县", "自治旗", "街道", "新区", "地区", "省", "市", "区", "县", "镇", "乡", "盟", "旗",
    ]
    private static let englishKinds = ["subdistrict", "township", "town"]
}

extension Regions {
    /// The place that somebody wrote by its name, in full or as far as it is plain: `上海市徐汇区天平路街道`, `天平路街道`, `徐汇`,
    /// `Tianping Road Subdistrict, Xuhui`. A name that several places have, and one that none has, is a fault that names up to five.
    package func named(_ written: String) throws(NameFault) -> Region {
        guard written.unicodeScalars.count <= NameFault.longest else { throw .tooLong(written, hint: Regions.hint) }
        let found = names.called(written)
        if found.count == 1 { return found[0] }
        if !found.isEmpty {
            throw .several(written, found.prefix(NameFault.most).map { self.written($0.code) ?? $0.name }, count: found.count)
        }
        throw .unknown(written, near: names.near(written).map { self.written($0.code) ?? $0.name }, hint: Regions.hint)
    }

    /// The place as a person writes it: within the city from the district on (`徐汇区天平路街道`), elsewhere in full. nil for one that is
    /// not known.
    package func written(_ code: RegionCode) -> Text? {
        guard name(of: code) != nil else { return nil }
        let path = path(to: code)
        return Regions.address(path.count > 1 && RegionCode.shanghai.contains(code) ? path.dropFirst() : path[...])
    }

    private static let hint = Text(
        "请写区、县或者街道、镇的名称，例如“徐汇区天平路街道”，也可以写行政区划代码。",
        "Please write a district, a subdistrict or a town, such as “Tianping Road Subdistrict, Xuhui”, or the code of the place.")
}
