import Catalogue
package import Kernel

/// Advice as it was written (`Advice.json`), read again: whoever keeps it keeps no more than that.
extension Advice {
    /// nil for what is no advice of this program's kinds.
    package init?(json: JSON) {
        guard let id = json["id"]?.string, let kind = json["kind"]?.string.flatMap(Kind.init(rawValue:)),
            let title = json["title"].flatMap(Text.init(json:)), let worth = json["worth"].flatMap(Worth.init(json:))
        else { return nil }
        self.init(
            id: id, kind: kind, subject: (json["subject"]?.array ?? []).compactMap { $0.string.flatMap { NodeReference($0) } },
            title: title,
            evidence: (json["evidence"]?.array ?? []).compactMap(Text.init(json:)), worth: worth,
            changes: (json["changes"]?.array ?? []).compactMap(AdviceChange.init(json:)))
    }
}

extension AdviceChange {
    /// nil for what is no change.
    package init?(json: JSON) {
        guard let kind = json["definition"]?.string.flatMap(Definition.Kind.init(rawValue:)), let code = json["code"]?.string,
            let edit = Edit(json: json)
        else { return nil }
        self.init(kind, code, edit)
    }
}

extension AdviceChange.Edit {
    fileprivate init?(json: JSON) {
        func text(_ name: String) -> String? { json[name]?.string }
        let edit: AdviceChange.Edit? =
            switch text("edit") {
            case "add-proof":
                text("material").flatMap { material in
                    json["proof"].flatMap(Material.Proof.init(json:)).map { .addProof(material: material, $0) }
                }
            case "remove-material": text("material").map { .removeMaterial($0) }
            case "rename-material":
                text("material").flatMap { from in
                    text("to").flatMap { to in json["name"].flatMap(Text.init(json:)).map { .renameMaterial(from, to: to, name: $0) } }
                }
            case "replace-element": text("element").flatMap { from in text("to").map { .replaceElement(from, with: $0) } }
            case "remove-review-point": text("point").map { .removeReviewPoint($0) }
            case "remove-after": text("item").flatMap { item in text("after").map { .removeAfter(item: item, after: $0) } }
            case "set-promise": json["days"]?.int.map { .setPromise($0) }
            case "defer-material":
                text("material").flatMap { material in json["terms"].map { .deferMaterial(material, terms: $0) } }
            case "level-office":
                text("item").map { .levelOffice(item: $0, promised: json["promised"]?.int, trips: json["trips"]?.int) }
            case "create": json["content"].map { .create($0) }
            case "remove": .removeDefinition
            default: nil
            }
        guard let edit else { return nil }
        self = edit
    }
}

extension Material.Proof {
    fileprivate init?(json: JSON) {
        let role = json["role"]?.string ?? "applicant"
        if let type = json["licence"]?.string {
            self = .licence(type, role: role)
        } else if let code = json["resource"]?.string {
            self = .resource(code, role: role)
        } else if let item = json["result"]?.string {
            self = .result(item: item)
        } else {
            return nil
        }
    }
}

extension Worth {
    fileprivate init?(json: JSON) {
        guard let materials = json["materials"]?.int, let fields = json["fields"]?.int, let days = json["days"]?.int,
            let trips = json["trips"]?.int, let hours = json["citizenHours"]?.int
        else { return nil }
        self.init(materials: materials, fields: fields, days: days, trips: trips, citizenHours: Double(hours))
    }
}
