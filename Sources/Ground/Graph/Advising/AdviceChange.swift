package import Catalogue
package import Kernel

/// A proposed change of one definition, as data: the Workshop makes a draft of it, a person decides.
package struct AdviceChange: Sendable, Hashable {
    /// What is done to the definition.
    package enum Edit: Sendable, Hashable {
        /// The material is not needed where this proof is on record.
        case addProof(material: String, Material.Proof)
        case removeMaterial(String)
        /// One paper under one code and name.
        case renameMaterial(String, to: String, name: Text)
        /// One fact under one code, wherever it is named: forms, conditions, faces, registers.
        case replaceElement(String, with: String)
        case removeReviewPoint(String)
        /// The item of a thing need not wait for the other.
        case removeAfter(item: String, after: String)
        /// The item promises so many working days.
        case setPromise(Int)
        /// The paper may follow after acceptance, on these terms (容缺后补).
        case deferMaterial(String, terms: JSON)
        /// An office promises no more days, and wants no more trips, for the item than these; nil leaves its own figure.
        case levelOffice(item: String, promised: Int?, trips: Int?)
        /// A definition that is not there yet.
        case create(JSON)
        case removeDefinition
    }

    package let kind: Definition.Kind
    package let code: String
    package let edit: Edit

    package init(_ kind: Definition.Kind, _ code: String, _ edit: Edit) { (self.kind, self.code, self.edit) = (kind, code, edit) }

    package var json: JSON {
        var json: JSON = ["definition": .string(kind.rawValue), "code": .string(code)]
        switch edit {
        case .addProof(let material, let proof):
            json["edit"] = "add-proof"
            json["material"] = .string(material)
            json["proof"] = proof.json
        case .removeMaterial(let material):
            json["edit"] = "remove-material"
            json["material"] = .string(material)
        case .renameMaterial(let from, let to, let name):
            json["edit"] = "rename-material"
            json["material"] = .string(from)
            json["to"] = .string(to)
            json["name"] = JSON(name)
        case .replaceElement(let from, let to):
            json["edit"] = "replace-element"
            json["element"] = .string(from)
            json["to"] = .string(to)
        case .removeReviewPoint(let point):
            json["edit"] = "remove-review-point"
            json["point"] = .string(point)
        case .removeAfter(let item, let after):
            json["edit"] = "remove-after"
            json["item"] = .string(item)
            json["after"] = .string(after)
        case .setPromise(let days):
            json["edit"] = "set-promise"
            json["days"] = .int(days)
        case .deferMaterial(let material, let terms):
            json["edit"] = "defer-material"
            json["material"] = .string(material)
            json["terms"] = terms
        case .levelOffice(let item, let promised, let trips):
            json["edit"] = "level-office"
            json["item"] = .string(item)
            json["promised"] = promised.map { .int($0) }
            json["trips"] = trips.map { .int($0) }
        case .create(let content):
            json["edit"] = "create"
            json["content"] = content
        case .removeDefinition: json["edit"] = "remove"
        }
        return json
    }
}

extension Material.Proof {
    /// As it is written under `satisfiedBy`.
    var json: JSON {
        switch self {
        case .licence(let type, let role): ["licence": .string(type), "role": .string(role)]
        case .resource(let code, let role): ["resource": .string(code), "role": .string(role)]
        case .result(let item): ["result": .string(item)]
        }
    }
}

/// Why a change does not fit the definition any more.
package enum AdviceConflict: Error, Sendable, Hashable {
    /// The definition, or what the change is about, is gone.
    case missing(String)
    /// What the change would add is there already.
    case present(String)
}
