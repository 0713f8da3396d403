import Kernel

/// The rules on what districts write. What many rows share (a telephone, an item) is looked at once.
struct OfficeLint {
    let lint: Lint

    func run() {
        lint.parts.checkImplementations(lint.reading) { lint.place(.implementations, $0) }
        var table = lint.parts.implementations
        if table.count == 0 { return }
        table.close()
        let sentences = SentenceLint(lint: lint)
        for office in table.offices {
            let place = lint.place(.implementations, office.code)
            lint.checkPhone(office.phone, at: place / "phone")
            lint.checkPhone(office.complaints, at: place / "complaints")
            if office.phone == office.complaints, office.phone != Phone.hotline {
                lint.find("phone-same", at: place / "complaints", LintText.samePhone(office.phone))
            }
            if let name = office.name { sentences.oneLanguage(name.zh, name.en, at: place / "name") }
            for (index, spot) in office.places.enumerated() { check(spot, of: office, at: place / "places" / index, sentences) }
        }
        checkRows(table)
        for difference in ImplementationDifferences.of(table, items: lint.parts.items) {
            guard let item = lint.parts.items[difference.item] else { continue }
            lint.find("district-differs", at: lint.place(.item, item.code), LintText.districtsDiffer(item.name, difference))
        }
    }

    private func check(_ spot: ImplementingOffice.Place, of office: ImplementingOffice, at place: Place, _ sentences: SentenceLint) {
        if spot.address == nil || spot.hours == nil {
            lint.find("contact", at: place, LintText.placeWithout(spot.name))
        }
        if let phone = spot.phone { lint.checkPhone(phone, at: place / "phone") }
        for (key, text) in [("name", spot.name), ("address", spot.address), ("hours", spot.hours)] {
            if let text { sentences.oneLanguage(text.zh, text.en, at: place / key) }
        }
    }

    private func checkRows(_ table: ImplementationTable) {
        let known = table.itemCodes.map { lint.parts.items[$0] }
        let (online, post) = (bit(.online), bit(.post))
        var dialled: [String: Bool] = [:]
        for office in table.offices {
            for row in office.rows {
                guard let item = known[table.itemNumber(of: row)] else { continue }
                if let phone = table.ownPhone(of: row) {
                    let isRight = dialled[phone] ?? Phone.canBeDialled(phone)
                    dialled[phone] = isRight
                    if !isRight { report("phone", row, of: office, LintText.phone(phone)) }
                }
                let channels = table.channelBits(of: row)
                let trips = table.trips(of: row) ?? item.trips
                if trips == 0, channels != 0, channels & (online | post) == 0 {
                    report("visits-channel", row, of: office, LintText.visitsChannel)
                }
            }
        }
    }

    private func bit(_ channel: Channel) -> UInt8 { 1 << UInt8(Channel.allCases.firstIndex(of: channel) ?? 7) }

    private func report(_ rule: String, _ row: Int, of office: ImplementingOffice, _ message: Text) {
        lint.find(rule, at: lint.place(.implementations, office.code) / "rows" / (row - office.rows.lowerBound), message)
    }
}
