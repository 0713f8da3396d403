import Catalogue
import Graph
import Kernel
import Testing

/// A city small enough to be seen at a glance. Each test adds the items that its analysis is about.
enum SmallCity {
    static let departments = """
        - {code: gaj, name: {zh: 公安局, en: Police}, kind: government, levels: [city, district]}
        - {code: mzj, name: {zh: 民政局, en: Civil Affairs}, kind: government, levels: [city, district]}
        - {code: bank, name: {zh: 银行, en: Bank}, kind: bank}
        """

    static let elements = """
        - {code: person.name, name: {zh: 姓名, en: Name}, type: text, format: person-name, source: gaj}
        - {code: person.idNumber, name: {zh: 公民身份号码, en: Identity number}, type: text, format: resident-id, source: gaj}
        - {code: person.mobile, name: {zh: 手机号码, en: Mobile number}, type: text, format: mobile}
        - {code: person.married, name: {zh: 是否已婚, en: Married}, type: boolean, source: mzj}
        - {code: person.income, name: {zh: 月收入, en: Monthly income}, type: money, source: mzj}
        """

    static let licenceTypes = """
        - {code: id-card, name: {zh: 居民身份证, en: Identity card}, issuer: gaj, holder: person, typeCode: "11310000MAGA00013E001",
           elements: [person.name, person.idNumber]}
        """

    static let resources = """
        - {code: mz-marriage, name: {zh: 婚姻登记信息, en: Marriage register}, owner: mzj, subject: person, key: person.idNumber,
           elements: [person.married]}
        """

    /// An item with the least that the lint wants, and what a test puts in beside.
    static func item(_ code: String, _ name: String, department: String = "gaj", days: Int = 10, more: String = "") -> String {
        """
        code: \(code)
        basicCode: "310190\(String(10_000 + code.utf8.reduce(0) { ($0 * 31 + Int($1)) % 80_000 }).suffix(3))000"
        type: "01"
        name: {zh: \(name), en: \(code.replacing("-", with: " "))}
        department: \(department)
        audience: [person]
        handling: promised
        basis: [{law: {zh: 示例法, en: Example Act}, article: 第一条}]
        limits: {promised: {count: \(days), unit: workday}}
        roles:
          applicant: {kind: person, name: {zh: 申请人, en: Applicant}, is: applicant}
        \(more)
        """
    }

    static func paper(_ code: String, _ name: String, _ more: String = "from: government", basis: Bool = true) -> String {
        let law = basis ? ", basis: {law: {zh: 示例法, en: Example Act}, article: 第二条}" : ""
        return "  - {code: \(code), name: {zh: \(name), en: \(code)}, form: copy, sample: {zh: 样本, en: Sample}, \(more)\(law)}\n"
    }

    static func thing(_ code: String, _ items: String, lead: String = "gaj") -> String {
        """
        code: \(code)
        name: {zh: 一件\(code), en: Thing \(code)}
        audience: person
        lead: \(lead)
        items:
        \(items)
        """
    }

    /// The office of a department in a district, with rows of item and promise.
    static func office(_ region: String, _ rows: String, department: String = "gaj") -> String {
        """
        code: \(department)-\(region)
        department: \(department)
        region: "\(region)"
        places: [{code: hall, name: {zh: 大厅, en: Hall}, address: {zh: 示例路 1 号, en: 1 Example Road}, hours: {zh: 周一至周五, en: Monday to Friday}}]
        columns: [item, promised]
        rows: [\(rows)]
        """
    }

    static func catalogue(
        items: [String], things: [String] = [], elements more: String = "", licences: String = "", resources others: String = "",
        offices: [String] = []
    ) throws -> Catalogue {
        func code(_ text: String) -> String { String(text.split(separator: "\n")[0].dropFirst("code: ".count)) }
        var files: [CatalogueLoading.File] = [
            .init("departments.yaml", departments), .init("elements/person.yaml", elements + "\n" + more),
            .init("licence-types.yaml", licenceTypes + "\n" + licences), .init("resources.yaml", resources + "\n" + others),
        ]
        files += items.map { .init("items/\(code($0)).yaml", $0) }
        files += things.map { .init("things/\(code($0)).yaml", $0) }
        files += offices.enumerated().map { .init("implementations/\($0).yaml", $1) }
        let loaded = CatalogueLoading.load(files: files)
        return try #require(loaded.catalogue, "\(loaded.findings.filter { $0.severity == .error }.map { $0.line(in: .en) })")
    }

    static func advice(_ catalogue: Catalogue, _ kind: Advice.Kind, _ statistics: CaseStatistics = .none) -> [Advice] {
        Graph.build(catalogue, statistics: statistics).advice().filter { $0.kind == kind }
    }

    /// The catalogue with the proposed changes made, as the Workshop would make them.
    static func changed(_ catalogue: Catalogue, by advice: Advice) throws -> Catalogue {
        var contents: [String: (Definition.Kind, String, JSON)] = [:]
        for definition in catalogue.definitions {
            contents["\(definition.kind.rawValue) \(definition.code)"] = (definition.kind, definition.code, definition.content)
        }
        for change in advice.changes {
            let key = "\(change.kind.rawValue) \(change.code)"
            let after = try change.applied(to: contents[key]?.2)
            contents[key] = after.map { (change.kind, change.code, $0) }
        }
        let definitions = contents.values.map { Definition(kind: $0.0, code: $0.1, content: $0.2) }
        return try CatalogueLoading.load(definitions: definitions, version: 1)
    }
}
