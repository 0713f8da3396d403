package import Kernel

/// Somebody whom a register names beside whoever it is about, and who is one of several: the second of two children. Which of them an
/// application is about only the applicant can say; once that is said, what the register tells of that one counts, and opens their records.
package struct RelatedPerson: Sendable, Hashable {
    /// The role that they could have in the application.
    package let role: String
    /// The number by which registers find them.
    package let key: String
    package let name: String?
    /// What the register tells of them.
    package let facts: [Holding]

    package init(role: String, key: String, name: String?, facts: [Holding]) {
        (self.role, self.key, self.name, self.facts) = (role, key, name, facts)
    }

    /// Everybody once, though several registers name them: what a register says before what was once typed.
    static func each(_ people: [RelatedPerson]) -> [RelatedPerson] {
        let each = Dictionary(grouping: people, by: \.key).values.compactMap { same -> RelatedPerson? in
            let best = same.sorted { $0.rank < $1.rank }
            return best.first.map { RelatedPerson(role: $0.role, key: $0.key, name: $0.name, facts: best.flatMap(\.facts)) }
        }
        return each.sorted { ($0.name ?? "", $0.key) < ($1.name ?? "", $1.key) }
    }

    private var rank: Int { facts.map(\.source.rank).min() ?? .max }

    package var json: JSON {
        ["role": .string(role), "key": .string(key), "name": JSON(name), "facts": .array(facts.map(\.json))]
    }

    /// nil when anything in it cannot be read.
    package init?(json: JSON) {
        guard let role = json["role"]?.string, let key = json["key"]?.string, let facts = json["facts"]?.array else { return nil }
        let read = facts.compactMap(Holding.init(json:))
        guard read.count == facts.count else { return nil }
        self.init(role: role, key: key, name: json["name"]?.string, facts: read)
    }
}

extension Holdings {
    /// With what registers tell of the people that the applicant has chosen, by the number of their role.
    func choosing(_ typed: [String: JSON], for thing: Thing) -> Holdings {
        let chosen = people.filter { person in
            thing.participant(person.role)?.keyField.map { typed[$0] == .string(person.key) } ?? false
        }
        if chosen.isEmpty { return self }
        var all = self
        all.fields += chosen.flatMap(\.facts)
        return all
    }
}

extension Checklist {
    /// Of whom several could be meant, with those: roles whose number is not yet known, in the order of their codes.
    package func choices(among holdings: Holdings) -> [(role: Participant, people: [RelatedPerson])] {
        let byRole = Dictionary(grouping: holdings.people, by: \.role)
        return byRole.sorted { $0.key < $1.key }.compactMap { role, people in
            guard let participant = thing.participant(role), let key = participant.keyField else { return nil }
            // Once somebody is chosen their records answer; without the number nobody can be.
            guard let field = field(key), field.isAsked, field.value == nil else { return nil }
            return (participant, RelatedPerson.each(people))
        }
    }
}
