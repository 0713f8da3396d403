import Kernel

/// Makes up the procedural part of offices: plausible places, hours and windows, all of them marked as made up.
struct OfficeGenerating {
    let departments: [String: Department]
    var dice: GeneratingDice

    /// What an office is asked to carry out, with the limits it may not make worse.
    struct Task {
        let item: String
        let department: String
        let isStreetLevel: Bool
        /// 0 for an item done on the spot.
        let promised: Int
        let trips: Int

        init(_ item: ServiceItem) {
            self.init(
                item: item.code, department: item.department, isStreetLevel: item.office.level == .street,
                promised: item.handling == .instant ? 0 : item.limits.promised?.count ?? 0, trips: item.trips)
        }

        init(item: String, department: String, isStreetLevel: Bool, promised: Int, trips: Int) {
            (self.item, self.department, self.isStreetLevel) = (item, department, isStreetLevel)
            (self.promised, self.trips) = (promised, trips)
        }
    }

    /// The office of that department in that place, with one row a task.
    mutating func office(of department: String, in region: Regions.Region, tasks: [Task]) -> Definition {
        let isStreet = region.level == .street
        let name = departments[department]?.name ?? Text(same: department)
        let places = places(of: department, in: region, tasks)
        let rows = tasks.map { row($0, isStreet: isStreet, isOwn: places.isOwn) }
        let code = "\(department)-\(region.code.rawValue)"
        return Definition(
            kind: .implementations, code: code,
            content: [
                "code": .string(code), "department": .string(department), "region": .string(region.code.rawValue),
                "level": isStreet ? "street" : "district", "uscc": .string(creditCode(in: region.code)),
                "name": JSON(Text("\(region.name.zh)\(name.zh)", "\(name.en), \(region.name.en)")), "places": .array(places.list),
                "illustrative": true, "columns": ["item", "place", "windows", "promised", "booking"], "rows": .array(rows),
            ])
    }

    private mutating func row(_ task: Task, isStreet: Bool, isOwn: Bool) -> JSON {
        let letters = ["A", "B", "C", "D"]
        let window = "\(letters[dice.below(letters.count)])\(twoDigits(dice.below(24) + 1))"
        // One office in eight promises a day less than the city does.
        let isQuicker = task.promised > 2 && dice.below(8) == 0
        let place: JSON = isOwn || isStreet ? .null : task.isStreetLevel ? "community" : .null
        return [.string(task.item), place, .string(window), isQuicker ? .int(task.promised - 1) : .null, dice.below(3) == 0 ? true : .null]
    }

    private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

    // MARK: Places

    private mutating func places(of department: String, in region: Regions.Region, _ tasks: [Task]) -> (list: [JSON], isOwn: Bool) {
        let (zh, en) = (region.name.zh, region.name.en)
        if let body = departments[department], body.kind != .government {
            let name = Text("\(zh)\(body.name.zh)", "\(body.name.en), \(en)")
            return ([place("own", name, address: Text("\(zh)各服务点", "Any branch in \(en)"), hours: OfficeGenerating.weekdays)], true)
        }
        let number = (dice.below(90) + 1) * 10
        let address = Text("\(zh)示例路 \(number) 号", "\(number) Shili Road, \(en)")
        if region.level == .street {
            let name = Text("\(zh)社区事务受理服务中心", "Community Service Centre, \(en)")
            return ([place("community", name, address: address, hours: OfficeGenerating.everyDay)], false)
        }
        var places = [
            place("centre", Text("\(zh)政务服务中心", "Government Service Centre, \(en)"), address: address, hours: OfficeGenerating.weekdays)
        ]
        if tasks.contains(where: \.isStreetLevel) {
            places.append(
                place(
                    "community", Text("\(zh)各街镇社区事务受理服务中心", "Any community service centre, \(en)"),
                    address: Text("\(zh)每个街道（镇）各有一处，就近到任何一处", "One in every street or town of \(en); go to the nearest"),
                    hours: OfficeGenerating.everyDay))
        }
        return (places, false)
    }

    private func place(_ code: String, _ name: Text, address: Text, hours: Text) -> JSON {
        .present([
            ("code", .string(code)), ("name", JSON(name)), ("address", JSON(address)), ("hours", JSON(hours)),
            ("phone", "12345"),
        ])
    }

    private static let weekdays = Text(
        "周一至周五 9:00–11:30、13:30–17:00，法定节假日除外", "Monday to Friday 9:00–11:30 and 13:30–17:00, except public holidays")
    private static let everyDay = Text(
        "周一至周日 8:30–16:30，法定节假日除外", "Every day 8:30–16:30, except public holidays")

    // MARK: Codes

    /// A credit code with right check digits that belongs to nobody.
    mutating func creditCode(in region: RegionCode) -> String {
        let letters = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
        let body = "M" + String((0..<7).map { _ in letters[dice.below(letters.count)] })
        let head = "11\(region.sixDigits)\(body)" + (OrganisationCode.checkDigit(body).map { String($0) } ?? "0")
        return head + (UnifiedSocialCreditCode.checkDigit(head).map { String($0) } ?? "0")
    }
}
