import Catalogue
package import Kernel

extension AdviceChange {
    /// The definition after the change; nil where it is to go. Pure: nothing but the content decides.
    package func applied(to content: JSON?) throws(AdviceConflict) -> JSON? {
        if case .create(let new) = edit {
            if content != nil { throw .present(code) }
            return new
        }
        guard var content else { throw .missing(code) }
        switch edit {
        case .addProof(let material, let proof):
            try change(&content, list: "materials", key: "code", material) { (entry) throws(AdviceConflict) in
                let proofs = entry["satisfiedBy"]?.array ?? []
                if proofs.contains(where: { AdviceChange.isSame($0, proof.json) }) { throw .present(material) }
                entry["satisfiedBy"] = .array(proofs + [proof.json])
            }
        case .removeMaterial(let material):
            try remove(from: &content, list: "materials", key: "code", material)
            dropEvidence(&content, material)
        case .renameMaterial(let from, let to, let name):
            let taken = content["materials"]?.array?.contains { $0["code"]?.string == to } ?? false
            if taken { throw .present(to) }
            try change(&content, list: "materials", key: "code", from) { (entry) throws(AdviceConflict) in
                entry["code"] = .string(to)
                entry["name"] = JSON(name)
            }
            content = ElementReplacing.text(from, with: to, in: content, under: "evidence")
        case .replaceElement(let from, let to): content = try ElementReplacing(from: from, to: to, kind: kind).applied(to: content)
        case .removeReviewPoint(let point): try remove(from: &content, list: "reviewPoints", key: "code", point)
        case .removeAfter(let item, let after):
            try change(&content, list: "items", key: "item", item) { (entry) throws(AdviceConflict) in
                let others = entry["after"]?.array ?? []
                guard others.contains(.string(after)) else { throw .missing(after) }
                entry["after"] = .array(others.filter { $0 != .string(after) })
            }
        case .setPromise(let days):
            guard var limits = content["limits"], var promised = limits["promised"], let count = promised["count"]?.int, count > days
            else { throw .missing("limits/promised") }
            (promised["count"], promised["unit"]) = (.int(days), "workday")
            limits["promised"] = promised
            content["limits"] = limits
        case .deferMaterial(let material, let terms):
            try change(&content, list: "materials", key: "code", material) { (entry) throws(AdviceConflict) in
                if entry["deferral"] != nil { throw .present(material) }
                (entry["need"], entry["deferral"]) = ("later", terms)
            }
        case .levelOffice(let item, let promised, let trips):
            content = try OfficeLevelling(item: item, promised: promised, trips: trips).applied(to: content)
        case .removeDefinition: return nil
        case .create: break
        }
        return content.canonical
    }

    /// A proof is written without its role where that is the applicant.
    private static func isSame(_ a: JSON, _ b: JSON) -> Bool {
        ["licence", "resource", "result"].allSatisfy { a[$0] == b[$0] } && (a["role"] ?? "applicant") == (b["role"] ?? "applicant")
    }

    private func change(
        _ content: inout JSON, list: String, key: String, _ value: String, _ body: (inout JSON) throws(AdviceConflict) -> Void
    ) throws(AdviceConflict) {
        guard var entries = content[list]?.array, let index = entries.firstIndex(where: { $0[key]?.string == value }) else {
            throw .missing(value)
        }
        try body(&entries[index])
        content[list] = .array(entries)
    }

    private func remove(from content: inout JSON, list: String, key: String, _ value: String) throws(AdviceConflict) {
        guard let entries = content[list]?.array, entries.contains(where: { $0[key]?.string == value }) else { throw .missing(value) }
        content[list] = .array(entries.filter { $0[key]?.string != value })
    }

    /// A review point must not point at a paper that is gone.
    private func dropEvidence(_ content: inout JSON, _ material: String) {
        guard let points = content["reviewPoints"]?.array else { return }
        content["reviewPoints"] = .array(
            points.map { point in
                var point = point
                if point["evidence"]?.string == material { point["evidence"] = nil }
                if let list = point["evidence"]?.array { point["evidence"] = .array(list.filter { $0.string != material }) }
                return point
            })
    }
}
