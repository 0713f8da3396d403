import Catalogue
import Kernel
import Web

extension DeliveryChoice {
    /// What was sent beside the declaration; nil where nothing was.
    static func read(_ submitted: Submitted) throws(Problem) -> DeliveryChoice? {
        guard let sent = submitted["delivery"], !sent.isEmpty else { return nil }
        guard let way = Way(rawValue: sent) else { throw .invalid([Problem.Fault("delivery", DeliveryText.notOffered)]) }
        let address = submitted["deliveryAddress"].map { String($0.prefix(200)) }
        return DeliveryChoice(
            way, together: submitted["together"] == "true" && way != .electronic, address: way == .post ? address : nil)
    }
}

extension DeliveryOffer {
    /// The choice that counts: what was chosen if it is offered, else what needs no trip.
    func taken(_ choice: DeliveryChoice?) throws(Problem) -> DeliveryChoice? {
        guard isOpen else { return nil }
        guard let choice else { return nil }
        let faults = faults(in: choice)
        if !faults.isEmpty { throw .invalid(faults) }
        return choice
    }
}

extension OpenDraft {
    var deliveryOffer: DeliveryOffer {
        DeliveryOffer(checklist.includedItems.compactMap { item in thing.part(item.item)?.item ?? catalogue.items[item.item] })
    }

    /// Asked beside the declaration, and only where there is something to choose.
    var deliverySections: [FormSection] {
        let offer = deliveryOffer
        guard offer.isOpen else { return [] }
        var fields = [
            Field("delivery", DeliveryText.way, .choice(offer.ways.map { Option($0.rawValue, $0.name) }, style: .radios))
        ]
        if offer.results > 1 {
            let parcels = [Option("false", DeliveryText.each), Option("true", DeliveryText.together)]
            fields.append(Field("together", DeliveryText.parcels, .choice(parcels, style: .radios), required: false))
        }
        if offer.ways.contains(.post) {
            fields.append(
                Field(
                    "deliveryAddress", DeliveryText.address, .text(max: 200), help: DeliveryText.addressHelp, required: false,
                    autocomplete: "street-address"))
        }
        return [FormSection(DeliveryText.title, note: offer.results > 1 ? DeliveryText.note : nil, fields: fields)]
    }

    /// What stands in the boxes at first: nothing that costs a trip or a stamp unless it is wanted.
    var deliveryValues: [String: [String]] {
        let known = checklist.fields.lazy.filter { $0.field.hasSuffix(".deliveryAddress") || $0.field.hasSuffix(".residenceAddress") }
        let address = known.compactMap { $0.value?.string }.first
        return ["delivery": [deliveryOffer.ways.first?.rawValue ?? ""], "together": ["false"], "deliveryAddress": [address ?? ""]]
    }
}
