package import Kernel

/// Elements whose codes people write by name: places and industries.
extension Catalogue {
    /// The code of a place or an industry that somebody wrote by its code or its name. Any well-formed code of a place passes,
    /// known here or not: the whole country is not at hand. Without the names at hand what was written is left to the element's own check.
    package func code(written: String, of format: DataElement.Format) throws(NameFault) -> String {
        switch format {
        case .region:
            if let code = RegionCode(written) { return code.rawValue }
            guard let places else { return written }
            return try places.named(written).code.rawValue
        case .industry:
            guard let industries else { return written }
            return try industries.named(written).code
        default: return written
        }
    }

    /// How such a code is written; nil for one that is not known.
    package func name(ofCode code: String, of format: DataElement.Format) -> Text? {
        switch format {
        case .region: RegionCode(code).flatMap { places?.written($0) }
        case .industry: industries?.written(code)
        default: nil
        }
    }

    /// What is offered while somebody writes such a name: the city's places. Industries are too many.
    package func suggestions(of format: DataElement.Format) -> [Text] { format == .region ? places?.suggestions ?? [] : [] }

    /// Values that a program sent, by field, with the codes of what was written by name; what names nothing is left as it was, with
    /// its fault.
    package func coded(_ values: [String: JSON], of thing: Thing) -> (values: [String: JSON], faults: [String: Text]) {
        var (coded, faults) = (values, [String: Text]())
        for (field, value) in values {
            guard let format = thing.elementCode(of: thing.canonical(field)).flatMap({ elements[$0]?.format }), format.isNamed,
                case .string(let written) = value, !value.isBlank
            else { continue }
            do throws(NameFault) {
                coded[field] = .string(try code(written: written, of: format))
            } catch {
                faults[field] = error.message
            }
        }
        return (coded, faults)
    }
}

extension DataElement.Format {
    /// Whether people write its codes by name.
    var isNamed: Bool { self == .region || self == .industry }
}
