package import DataCentre
import Identity
package import Kernel
package import Licences

/// The registers' own rows of the city, as they are loaded into the tables, with those who may come with an application.
package struct DemoRows: Sendable {
    /// Somebody who can apply: a grown person, or a business.
    package struct Subject: Sendable, Hashable {
        /// `gu` for those on the sign-in page, `p17` and `e17` for the others.
        package let label: String
        /// Identity number or credit code.
        package let number: String
        package let isEnterprise: Bool
        package let name: String

        package init(label: String, number: String, isEnterprise: Bool, name: String) {
            (self.label, self.number, self.isEnterprise, self.name) = (label, number, isEnterprise, name)
        }
    }

    /// The day on which the city is made.
    package let today: LocalDate
    package let subjects: [Subject]
    package let records: [RegisterRecord]
    package let licences: [IssueOrder]

    package init(today: LocalDate, subjects: [Subject], records: [RegisterRecord], licences: [IssueOrder]) {
        (self.today, self.subjects, self.records, self.licences) = (today, subjects, records, licences)
    }
}

extension DemoCity {
    /// Everything that the registers of the city hold, without a database.
    package func rows() -> DemoRows {
        let city = DemoPopulation(seed: seed, catalogue: catalogue, regions: regions, today: today)
        let demo = DemoLicences(city: city, catalogue: catalogue)
        var records: [RegisterRecord] = []
        var licences: [IssueOrder] = []
        var subjects: [DemoRows.Subject] = []
        for (index, person) in city.persons.enumerated() {
            var registers = PersonRegisters(city, index)
            records += registers.records()
            licences += demo.orders(ofPerson: index)
            guard person.diedOn == nil, person.age(on: today) >= 18 else { continue }
            subjects.append(
                DemoRows.Subject(
                    label: city.accounts[index].login, number: person.number, isEnterprise: false, name: person.person.name))
        }
        for (index, business) in city.enterprises.enumerated() {
            var registers = EnterpriseRegisters(city, index)
            records += registers.records()
            licences += demo.orders(ofEnterprise: index)
            subjects.append(
                DemoRows.Subject(label: "e\(index)", number: business.code, isEnterprise: true, name: business.enterprise.name))
        }
        return DemoRows(today: today, subjects: subjects, records: records, licences: licences)
    }
}
