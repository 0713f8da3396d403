import Identity
import Kernel

/// Who comes: a person, or a business with whoever acts for it.
struct DemoApplicant: Sendable {
    let profile: PartyProfile
    let account: ID
    let actorName: String
    let mobile: String
    let lives: DemoPlace
    /// The person, or the business’s owner.
    let person: Int
    let enterprise: Int?

    init(person index: Int, in city: DemoPopulation) {
        let value = city.persons[index]
        profile = PartyProfile(
            party: value.person.party, name: value.person.name, number: value.number, maskedNumber: value.person.idNumber.masked,
            region: value.person.region, mobile: value.person.mobile, address: value.person.address)
        account = city.accounts[index].id
        actorName = value.person.name
        mobile = value.person.mobile ?? ""
        lives = value.lives
        person = index
        enterprise = nil
    }

    init(enterprise index: Int, in city: DemoPopulation) {
        let value = city.enterprises[index]
        let owner = city.persons[value.owner]
        profile = PartyProfile(
            party: value.enterprise.party, name: value.enterprise.name, number: value.code, maskedNumber: value.code,
            region: value.enterprise.region, mobile: nil, address: value.enterprise.address)
        account = city.accounts[value.owner].id
        actorName = owner.person.name
        mobile = owner.person.mobile ?? ""
        lives = DemoPlace(region: value.enterprise.region, address: value.enterprise.address)
        person = value.owner
        enterprise = index
    }
}
