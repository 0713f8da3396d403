package import Catalogue
package import Kernel

/// 送达方式: how an applicant wants what comes of an application. Chosen once, when it is handed in, and frozen with it.
package struct DeliveryChoice: Sendable, Hashable {
    package enum Way: String, Sendable, Hashable, CaseIterable {
        /// In the wallet alone.
        case electronic
        /// Fetched at a counter.
        case counter
        case post

        package var name: Text {
            switch self {
            case .electronic: Text("只要电子证照", "Electronic only")
            case .counter: Text("到窗口领取", "Collect at a counter")
            case .post: Text("邮寄", "By post")
            }
        }
    }

    package var way: Way
    /// All of it at once, when the last is ready; else each as it is ready.
    package var together: Bool
    /// Where the parcel goes; only for the post. It identifies somebody: it lies in what is frozen, which is sealed.
    package var address: String?

    package init(_ way: Way, together: Bool = false, address: String? = nil) {
        (self.way, self.together, self.address) = (way, together, address)
    }

    var json: JSON { .present([("way", .string(way.rawValue)), ("together", .bool(together)), ("address", JSON(address))]) }

    init?(json: JSON) {
        guard let way = json["way"]?.string.flatMap(Way.init(rawValue:)) else { return nil }
        self.init(way, together: json["together"]?.bool ?? false, address: json["address"]?.string)
    }

    /// In a sentence, for the applicant and for the officer who hands over.
    func sentence(of count: Int) -> Text {
        guard count > 1, way != .electronic else { return way.name }
        return together
            ? Text("\(way.name.zh)，全部办好后一次送达", "\(way.name.en), all together when the last is ready")
            : Text("\(way.name.zh)，办好一件送一件", "\(way.name.en), each as it is ready")
    }
}

extension ServiceItem {
    /// The ways in which its result can reach somebody.
    package var deliveryWays: Set<DeliveryChoice.Way> {
        guard !results.isEmpty else { return [] }
        var ways: Set<DeliveryChoice.Way> = [.electronic]
        if trips > 0 || channels.contains(.counter) { ways.insert(.counter) }
        if delivers { ways.insert(.post) }
        return ways
    }

    /// Whether something has to be handed over by hand or post, by the way that was chosen; nil where nobody was asked.
    func isHandedOver(_ choice: DeliveryChoice?) -> Bool {
        guard let choice else { return trips > 0 }
        return trips > 0 || (choice.way != .electronic && deliveryWays.contains(choice.way))
    }
}

/// What can be chosen for an application. Pure.
struct DeliveryOffer: Sendable, Hashable {
    /// In a fixed order; one or none means that nobody has to choose.
    let ways: [DeliveryChoice.Way]
    /// How many of its items have a result.
    let results: Int

    init(_ items: [ServiceItem]) {
        let withResults = items.filter { !$0.results.isEmpty }
        let offered = withResults.reduce(into: Set<DeliveryChoice.Way>()) { $0.formUnion($1.deliveryWays) }
        ways = DeliveryChoice.Way.allCases.filter(offered.contains)
        results = withResults.count
    }

    var isOpen: Bool { ways.count > 1 }

    /// A choice held against what is offered; every fault at once.
    func faults(in choice: DeliveryChoice) -> [Problem.Fault] {
        var faults: [Problem.Fault] = []
        if !ways.contains(choice.way) { faults.append(Problem.Fault("delivery", DeliveryText.notOffered, path: ["delivery"])) }
        if choice.way == .post, choice.address.map({ $0.allSatisfy(\.isWhitespace) }) ?? true {
            faults.append(Problem.Fault("deliveryAddress", DeliveryText.addressMissing, path: ["deliveryAddress"]))
        }
        return faults
    }
}

/// What is said about deliveries.
enum DeliveryText {
    static let title = Text("结果怎么给您", "How you get the results")
    static let note = Text("可以等全部办好一次送达，也可以办好一件送一件。", "All together when the last is ready, or each as it is ready.")
    static let way = Text("送达方式", "Way")
    static let parcels = Text("几次送达", "At once or one by one")
    static let each = Text("办好一件送一件", "Each as it is ready")
    static let together = Text("全部办好后一次送达", "All together")
    static let address = Text("邮寄地址", "Postal address")
    static let addressHelp = Text("选择邮寄时填写。", "Only if you choose the post.")
    static let notOffered = Text("这件事没有这种送达方式，请另选。", "That way is not offered here; choose another.")
    static let addressMissing = Text("选择邮寄，请填写收件地址。", "Give the address for the post.")
    static let chosen = Text("您选择的送达方式", "How you chose to get the results")
    static let waits = Text("等其他件一起送达", "waits for the others, to go together")
    static let shape = Text("delivery：electronic、counter 或 post", "delivery: electronic, counter or post")
    static func waitsAsChosen(_ others: Text) -> Text {
        Text("已制好，按您选择的一次送达，等\(others.zh)", "ready, and waits for \(others.en), since you chose one delivery")
    }
    static func limitStands(_ others: Text) -> Text {
        Text(
            "已制好；申请人选择一次送达，等\(others.zh)，期间不计入颁证送达期限",
            "made; the applicant chose one delivery, so it waits for \(others.en), and its limit stands still")
    }
    static func readyWaits(_ ready: Text, _ others: Text) -> Text {
        Text("已制好：\(ready.zh)。等这些办好一起送达：\(others.zh)。", "Ready: \(ready.en). To go together with: \(others.en).")
    }
}
