package import Kernel

/// A believable large city for measuring: the catalogue's own items, and as many more that are made like them under other names, with
/// every office that carries them out.
package struct CityGenerating {
    private let base: Catalogue
    private let regions: Regions
    private var dice: GeneratingDice
    private var departments: [String: Department]

    private init(_ base: Catalogue, _ regions: Regions, seed: UInt64) {
        (self.base, self.regions) = (base, regions)
        dice = GeneratingDice(seed: seed)
        departments = base.departments
    }

    /// Every definition of the city. `items` and `implementations` are how many there are in all; nil leaves the catalogue's own items, or
    /// gives each of the 16 districts all that is handled there.
    package static func definitions(
        from base: Catalogue, regions: Regions, items: Int? = nil, implementations: Int? = nil, seed: UInt64 = 1
    ) -> [Definition] {
        var city = CityGenerating(base, regions, seed: seed)
        let kept = base.definitions.filter { $0.kind != .implementations }
        let wanted = max(0, (items ?? 0) - base.items.count)
        let bodies = wanted == 0 ? [] : city.bodies()
        let made = city.items(wanted)
        var tasks = base.items.values.filter { $0.office.level != .city || implementations != nil }.map(OfficeGenerating.Task.init)
        tasks += made.map(\.task)
        tasks.sort { ($0.department, $0.item) < ($1.department, $1.item) }
        return kept + bodies + made.map(\.definition) + city.offices(tasks, limit: implementations)
    }

    // MARK: Departments

    private mutating func bodies() -> [Definition] {
        var definitions: [Definition] = []
        var making = OfficeGenerating(departments: departments, dice: dice)
        for body in GeneratedNames.bodies where departments[body.code] == nil {
            definitions.append(
                Definition(
                    kind: .department, code: body.code,
                    content: [
                        "code": .string(body.code), "name": JSON(body.name), "kind": "government", "levels": ["city", "district"],
                        "uscc": .string(making.creditCode(in: .shanghai)),
                    ]))
        }
        dice = making.dice
        let reading = Reading()
        for definition in definitions {
            departments[definition.code] = reading.object(definition.content, at: definition.place, Department.init)
        }
        return definitions
    }

    // MARK: Items

    private mutating func items(_ count: Int) -> [(definition: Definition, task: OfficeGenerating.Task)] {
        let patterns = base.items.keys.sorted().compactMap { code in base.items[code] }
        guard !patterns.isEmpty, count > 0 else { return [] }
        var numbers: [String: Int] = [:]
        var made: [(Definition, OfficeGenerating.Task)] = []
        made.reserveCapacity(count)
        for index in 0..<count {
            let pattern = patterns[index % patterns.count]
            numbers[pattern.type.code, default: 0] += 1
            let (department, name) = name(for: pattern, round: index / patterns.count)
            made.append(item(like: pattern, of: department, called: name, number: numbers[pattern.type.code] ?? 0, index: index))
        }
        return made
    }

    /// Whose it is, and what it is called; the same name never twice.
    private mutating func name(for pattern: ServiceItem, round: Int) -> (department: String, name: Text) {
        let acts = GeneratedNames.acts(of: pattern.type.code)
        let act = acts[dice.below(acts.count)]
        let qualifier = GeneratedNames.qualifiers[round % GeneratedNames.qualifiers.count]
        let body = GeneratedNames.bodies[dice.below(GeneratedNames.bodies.count)]
        let isCommon = dice.below(4) == 0
        let subject =
            isCommon ? GeneratedNames.common[dice.below(GeneratedNames.common.count)] : body.subjects[dice.below(body.subjects.count)]
        let department = isCommon ? pattern.department : body.code
        let owner = isCommon ? departments[department].map { Text($0.short.zh, "\($0.short.en): ") } ?? Text(same: "") : Text(same: "")
        return (
            department,
            Text("\(owner.zh)\(subject.zh)\(act.zh)\(qualifier.zh)", "\(owner.en)\(subject.en): \(act.en)\(qualifier.en)")
        )
    }

    private mutating func item(
        like pattern: ServiceItem, of department: String, called name: Text, number: Int, index: Int
    ) -> (Definition, OfficeGenerating.Task) {
        var content = base.definition(.item, pattern.code)?.content ?? .object([])
        let code = "\(pattern.code)-\(index + 1)"
        content["code"] = .string(code)
        content["name"] = JSON(name)
        content["summary"] = JSON(Text("办理\(name.zh)。", "\(name.en)."))
        content["department"] = .string(department)
        // Main items from 10000 upward: the catalogue's own begin with 9.
        let main = String(10_000 + number)
        content["basicCode"] = .string("31\(pattern.type.code)\(main)000")
        content["illustrative"] = true
        // Its main item is its own, and so is the power that it exercises.
        content["power"] = nil
        content["words"] = [.string(name.zh)]
        var promised = pattern.handling == .instant ? 0 : pattern.limits.promised?.count ?? 0
        // A paper that follows later has to be there before the decision is due.
        let least = pattern.materials.compactMap { $0.deferral?.within.count }.max() ?? 0
        if promised > least + 1, var limits = content["limits"], var limit = limits["promised"] {
            promised = least + dice.below(promised - least) + 1
            limit["count"] = .int(promised)
            limits["promised"] = limit
            content["limits"] = limits
        }
        let task = OfficeGenerating.Task(
            item: code, department: department, isStreetLevel: pattern.office.level == .street, promised: promised, trips: pattern.trips)
        return (Definition(kind: .item, code: code, content: content), task)
    }

    // MARK: Offices

    /// District by district, and, while more are wanted, street by street.
    private mutating func offices(_ tasks: [OfficeGenerating.Task], limit: Int?) -> [Definition] {
        var making = OfficeGenerating(departments: departments, dice: dice)
        var left = limit ?? Int.max
        var definitions: [Definition] = []
        func groups(_ tasks: [OfficeGenerating.Task]) -> [(department: String, tasks: [OfficeGenerating.Task])] {
            Dictionary(grouping: tasks, by: \.department).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        }
        func add(_ group: (department: String, tasks: [OfficeGenerating.Task]), in region: Regions.Region) {
            let tasks = Array(group.tasks.prefix(left))
            if tasks.isEmpty { return }
            left -= tasks.count
            definitions.append(making.office(of: group.department, in: region, tasks: tasks))
        }
        let all = groups(tasks)
        for district in regions.districts { for group in all { add(group, in: district) } }
        guard limit != nil, left > 0 else { return definitions }
        let streets = regions.all.filter { $0.level == .street }
        // Spread over all streets: each takes a share of what a community centre receives.
        let share = min(tasks.count, (left + max(1, streets.count) - 1) / max(1, streets.count))
        for (index, street) in streets.enumerated() {
            let chosen = (0..<share).map { tasks[(index * 37 + $0) % tasks.count] }
            for group in groups(chosen) { add(group, in: street) }
        }
        return definitions
    }
}
