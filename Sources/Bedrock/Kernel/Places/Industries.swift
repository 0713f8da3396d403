/// The classes of economic activity (GB/T 4754-2017): a letter, then two, three or four digits (`I`, `I65`, `I651`, `I6513`).
package struct Industries: Sendable {
    package struct Industry: Sendable, Hashable {
        package let code: String
        /// Sections have an English name; below them the standard's Chinese name stands in both languages.
        package let name: Text
        package let level: Level
        package let parent: String?
    }

    package enum Level: Int, Sendable, Hashable, CaseIterable {
        case section = 1
        case division = 3
        case group = 4
        case `class` = 5

        package var text: Text {
            switch self {
            case .section: Text("门类", "Section")
            case .division: Text("大类", "Division")
            case .group: Text("中类", "Group")
            case .`class`: Text("小类", "Class")
            }
        }
    }

    /// In the order of the standard.
    package let all: [Industry]
    private let byCode: [String: Industry]
    private let codeByDigits: [String: String]
    private let childrenByCode: [String: [Industry]]
    /// By folded name, in the order of the standard: sections by their English names too.
    let byName: [String: [Industry]]

    /// Reads `code,name`; a row whose parent has not come before it is an error.
    package init(csv: String) throws(DataFileFault) {
        var all: [Industry] = []
        var byCode: [String: Industry] = [:]
        for row in try CSV.rows(csv, header: ["code", "name"]) {
            let code = row.cells[0]
            guard let level = Level(rawValue: code.utf8.count), Industries.isWellFormed(code), !row.cells[1].isEmpty else {
                throw DataFileFault(line: row.line, Text("“\(code)”不是行业代码，或缺少名称。", "“\(code)” is no industry code, or has no name."))
            }
            let parent = Industries.parent(of: code)
            if let parent, byCode[parent] == nil {
                throw DataFileFault(line: row.line, Text("上级行业 \(parent) 不在前面。", "The parent \(parent) does not come before it."))
            }
            let name = Text(row.cells[1], level == .section ? Industries.englishNames[code] ?? row.cells[1] : row.cells[1])
            let industry = Industry(code: code, name: name, level: level, parent: parent)
            guard byCode.updateValue(industry, forKey: code) == nil else {
                throw DataFileFault(line: row.line, Text("代码 \(code) 重复。", "The code \(code) occurs twice."))
            }
            all.append(industry)
        }
        self.all = all
        self.byCode = byCode
        codeByDigits = Dictionary(all.filter { $0.level != .section }.map { (String($0.code.dropFirst()), $0.code) }) { first, _ in first }
        byName = Dictionary(
            all.flatMap { industry in Set([industry.name.zh, industry.name.en]).map { (NameFolding.folded($0), [industry]) } },
            uniquingKeysWith: +)
        childrenByCode = Dictionary(grouping: all.filter { $0.parent != nil }) { $0.parent ?? "" }
    }

    /// The industry of a code, with or without its letter (`I6513`, `i6513`, `6513`).
    package func industry(_ code: String) -> Industry? {
        let folded = CodeLetters(code).text
        return byCode[folded] ?? codeByDigits[folded].flatMap { byCode[$0] }
    }

    package func name(of code: String) -> Text? { industry(code)?.name }
    package func isKnown(_ code: String) -> Bool { industry(code) != nil }
    package func parent(of code: String) -> Industry? { industry(code)?.parent.flatMap { byCode[$0] } }
    package func children(of code: String) -> [Industry] { industry(code).flatMap { childrenByCode[$0.code] } ?? [] }
    package var sections: [Industry] { all.filter { $0.level == .section } }

    /// From the section down to the industry.
    package func path(to code: String) -> [Industry] {
        var path: [Industry] = []
        var next = industry(code)
        while let industry = next {
            path.insert(industry, at: 0)
            next = industry.parent.flatMap { byCode[$0] }
        }
        return path
    }

    private static func isWellFormed(_ code: String) -> Bool {
        guard let letter = code.utf8.first, (0x41...0x54).contains(letter) else { return false }
        return code.utf8.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
    }

    private static func parent(of code: String) -> String? {
        switch Level(rawValue: code.utf8.count) {
        case .`class`, .group: String(code.dropLast())
        case .division: String(code.prefix(1))
        default: nil
        }
    }

    private static let englishNames: [String: String] = [
        "A": "Agriculture, forestry, animal husbandry and fishery", "B": "Mining", "C": "Manufacturing",
        "D": "Electricity, heat, gas and water", "E": "Construction", "F": "Wholesale and retail trade",
        "G": "Transport, storage and post", "H": "Accommodation and catering", "I": "Information transmission, software and IT services",
        "J": "Finance", "K": "Real estate", "L": "Leasing and business services", "M": "Scientific research and technical services",
        "N": "Water, environment and public facilities", "O": "Resident services, repair and other services", "P": "Education",
        "Q": "Health and social work", "R": "Culture, sports and entertainment",
        "S": "Public administration, social security and social organisations", "T": "International organisations",
    ]
}
