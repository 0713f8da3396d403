package import Kernel

/// What a definition of one kind may hold, as data: every key with its label, its type and whose it is. The console's forms, the search for
/// empty columns and the tables of the schema are read off it, and a test holds it against what is really read.
package struct Shape: Sendable {
    package let kind: Definition.Kind
    package let name: Text
    /// In the order in which an official fills them in.
    package let fields: [ShapeField]

    /// The shape of that kind.
    package static func of(_ kind: Definition.Kind) -> Shape {
        shapes[kind] ?? Shape(kind: kind, name: Text(same: kind.rawValue), fields: [])
    }

    private static let shapes: [Definition.Kind: Shape] = Dictionary(
        uniqueKeysWithValues: [
            Shape(kind: .item, name: Text("事项", "Service item"), fields: ItemShape.fields),
            Shape(kind: .thing, name: Text("一件事", "One-thing"), fields: ThingShape.fields),
            Shape(kind: .themes, name: Text("人生和企业的各站", "Stations of the life line"), fields: ThingShape.themes),
            Shape(kind: .synonyms, name: Text("同义词", "Synonyms"), fields: ThingShape.synonyms),
            Shape(kind: .department, name: Text("部门", "Department"), fields: RegisterShape.department),
            Shape(kind: .element, name: Text("数据元", "Data element"), fields: RegisterShape.element),
            Shape(kind: .codelist, name: Text("代码表", "Code list"), fields: RegisterShape.codeList),
            Shape(kind: .licenceType, name: Text("证照类型", "Licence type"), fields: RegisterShape.licenceType),
            Shape(kind: .resource, name: Text("数据资源", "Data resource"), fields: RegisterShape.resource),
            Shape(kind: .implementations, name: Text("实施清单", "Implementations of an office"), fields: ImplementationShape.fields),
        ].map { ($0.kind, $0) })

    /// The field of that key.
    package subscript(_ key: String) -> ShapeField? { fields.first { $0.key == key } }

    /// The field at a path of keys; steps into lists and mappings are left out: `["materials", "basis", "law"]`.
    package func field(at path: some Sequence<String>) -> ShapeField? {
        var (level, found): ([ShapeField], ShapeField?) = (fields, nil)
        for key in path {
            guard let next = level.first(where: { $0.key == key }) else { return nil }
            (found, level) = (next, next.type.members)
        }
        return found
    }
}

/// One key of a definition, or of an object within it.
package struct ShapeField: Sendable {
    /// 实体要素 and 程序要素: what the city department sets for all, and what an office may set for itself.
    package enum Part: String, Sendable, Hashable, CaseIterable { case substantive, procedural }

    package let key: String
    package let label: Text
    package let help: Text?
    package let type: ShapeType
    package let isRequired: Bool
    package let part: Part
    /// Of the fields of one name exactly one is filled in.
    package let alternative: String?

    init(
        _ key: String, _ label: Text, _ type: ShapeType, _ help: Text? = nil, required: Bool = false, part: Part = .substantive,
        alternative: String? = nil
    ) {
        (self.key, self.label, self.help, self.type) = (key, label, help, type)
        (isRequired, self.part, self.alternative) = (required, part, alternative)
    }
}

/// What a key's value looks like.
package indirect enum ShapeType: Sendable {
    /// `{zh, en}`, both filled in.
    case text
    /// A text, or a plain string where only the Chinese exists (the words of a law).
    case chinese
    case plain(maxLength: Int)
    case code(CodeForm)
    case number(ClosedRange<Int>)
    /// A number or a word, as written: bounds of a data element.
    case scalar
    case flag(usual: Bool)
    case date
    /// One code of a closed set; `usual` is what its absence means.
    case choice([Choice], usual: String?)
    /// Several codes of a closed set.
    case choices([Choice], usual: [String])
    /// The code of another definition.
    case reference(Definition.Kind)
    /// A name that is declared within this definition.
    case local(LocalName)
    /// FEEL (DMN 1.5 chapter 10).
    case condition
    /// `{count, unit, basis}`
    case limit
    /// One citation or several: `{law, article, date, text}`.
    case basis
    case list(ShapeType)
    case record([ShapeField])
    /// An object whose keys are names: roles, sections, the face of a licence.
    case map(ShapeType, key: MapKey)
    /// Rows of cells under `columns`; the fields are the columns that there may be.
    case table([ShapeField])

    /// How a code is written.
    package enum CodeForm: String, Sendable, Hashable, CaseIterable {
        /// Lower-case letters, digits and hyphens.
        case slug
        /// Letters and digits: a name that conditions can use.
        case name
        /// `kind.leaf`
        case element
        /// 基本编码, twelve characters.
        case basic
        /// 事项类型, two digits (GB/T 39046-2020 table A.1).
        case itemType
        /// GB 32100-2015, eighteen characters.
        case credit
        /// 证照类型代码, twenty-one characters (GB/T 36904).
        case licenceType
        /// 行政区划代码 (GB/T 2260).
        case region
        /// Two digits from 01.
        case serial
        /// Whatever a list of codes holds.
        case value
    }

    /// What is named within one definition.
    package enum LocalName: String, Sendable, Hashable, CaseIterable { case role, kind, field, question, section, evidence, place, result }

    /// What the keys of a mapping are.
    package enum MapKey: String, Sendable, Hashable, CaseIterable { case role, section, element }

    /// The keys of one object of this type, or of one of its elements; empty for a single value.
    package var members: [ShapeField] {
        switch self {
        case .limit: CommonShape.limit
        case .basis: CommonShape.basis
        case .record(let fields), .table(let fields): fields
        case .list(let element), .map(let element, _): element.members
        default: []
        }
    }
}
