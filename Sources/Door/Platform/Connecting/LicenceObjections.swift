import Catalogue
import DataCentre
import Kernel
import Licences
import Web

extension Platform {
    /// What people said of their licences, for the page with what they said of their data: the two stores do not know each other.
    /// None where the room of licences is closed.
    static func objections(in licences: Licences?, _ catalogue: CurrentCatalogue) -> ObjectionElsewhere.Reading {
        { party, before, limit in
            guard let licences else { return [] }
            let types = catalogue.snapshot.licenceTypes
            return try await licences.objections(of: party, before: before, limit: limit).map { found in
                ObjectionElsewhere(
                    id: found.id, kind: "licence", what: types[found.type]?.name ?? Text(same: found.type),
                    link: "/licences/\(found.newLicence ?? found.licence)", department: found.issuer, state: found.state.rawValue,
                    stateName: found.state.name, isOpen: found.state.isOpen, isMended: found.newLicence != nil, words: found.wrong,
                    answer: found.answer, madeAt: found.raisedAt, due: found.due,
                    takingBack: "/licences/\(found.licence)/corrections/\(found.id)/withdrawal")
            }
        }
    }
}
