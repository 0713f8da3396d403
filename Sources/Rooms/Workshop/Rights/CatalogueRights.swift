import Catalogue
import Kernel
import Web

/// Whose a definition is: a department's, or the city's where it is nobody's alone; and of which region its part is.
struct DefinitionOwner: Sendable, Hashable {
    var department: String?
    var region: RegionCode
    /// The procedural part, which is a district's.
    var isProcedural: Bool

    init(_ key: DefinitionKey, _ content: JSON) {
        region = .shanghai
        isProcedural = false
        switch key.kind {
        case .item: department = content["department"]?.string
        case .thing: department = content["lead"]?.string
        case .licenceType: department = content["issuer"]?.string
        case .resource: department = content["owner"]?.string
        case .element: department = content["source"]?.string
        case .department, .codelist, .themes, .synonyms: department = nil
        case .implementations:
            department = content["department"]?.string
            region = content["region"]?.string.flatMap { RegionCode($0) } ?? .shanghai
            isProcedural = true
        }
    }
}

extension DefinitionOwner {
    /// The same of a definition in force, without reading its content.
    static func department(of key: DefinitionKey, in catalogue: Catalogue) -> String? {
        switch key.kind {
        case .item: catalogue.items[key.code]?.department
        case .thing: catalogue.oneThings[key.code]?.lead
        case .licenceType: catalogue.licenceTypes[key.code]?.issuer
        case .resource: catalogue.resources[key.code]?.owner
        case .element: catalogue.elements[key.code]?.source
        // `scjg-310104` is the market administration's office of a district.
        case .implementations: key.code.lastIndex(of: "-").map { String(key.code[..<$0]) }
        case .department, .codelist, .themes, .synonyms: nil
        }
    }
}

/// What a visitor's trust lets them do to definitions. One filter for pages, acts and JSON.
struct CatalogueRights: Sendable {
    let scope: Scope

    /// An editor, but of no part of the city as a whole.
    private var isOfDistrict: Bool {
        scope.grants.contains { $0.role == .editor }
            && !scope.grants.contains { $0.role == .editor && $0.region.contains(.shanghai) }
    }

    /// The keys of a sheet that this editor has boxes for: what is the city's, a district's editor only reads.
    func keys(of part: EditorPart, in kind: Definition.Kind) -> [String] {
        isOfDistrict && kind == .implementations ? part.keys.filter(DistrictPart.keys.contains) : part.keys
    }

    func may(_ role: Role, _ owner: DefinitionOwner) -> Bool {
        scope.grants.contains {
            $0.role == role && ($0.department == nil || $0.department == owner.department) && $0.region.contains(owner.region)
        }
    }

    /// An editor may change what was theirs before and stays theirs: nobody takes over another's definition, nor gives it away.
    func refusalToEdit(_ key: DefinitionKey, from old: JSON?, to new: JSON?, name: (String) -> Text) -> WorkshopRefusal? {
        let owners = [old, new].compactMap { $0.map { DefinitionOwner(key, $0) } }
        guard let foreign = owners.first(where: { !may(.editor, $0) }) else {
            return isOfDistrict && DistrictPart.goesBeyond(key, from: old, to: new) ? .cityOnly : nil
        }
        if isOfDistrict, !foreign.isProcedural { return .cityOnly }
        return .notYours(foreign.department.map(name) ?? WorkshopText.theCity)
    }
}

/// What of its own office's definition a district sets for itself: places, hours, telephones, windows, and limits within the promise. Which
/// office it is, of which department, at which level and under which code, is the city's; so is whether there is one at all.
enum DistrictPart {
    static let keys: Set<String> = ["places", "phone", "complaints", "columns", "rows"]

    static func goesBeyond(_ key: DefinitionKey, from old: JSON?, to new: JSON?) -> Bool {
        guard key.kind == .implementations, let old, let new else { return true }
        return rest(of: old) != rest(of: new)
    }

    private static func rest(of content: JSON) -> JSON {
        JSON.object((content.members ?? []).filter { !keys.contains($0.name) }).canonical
    }
}
