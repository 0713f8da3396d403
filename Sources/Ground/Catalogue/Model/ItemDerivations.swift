package import Kernel

/// What follows from an item's definition and is therefore not written a second time.
extension ServiceItem {
    /// The power's code: stated, or the main item of the basic code (its sub-items exercise one power).
    package var powerCode: String { standing.power?.code ?? String(basicCode.prefix(9)) + "000" }

    package var handlingItems: [HandlingItem] { standing.handlingItems }

    /// 网办深度: as stated, or by the channels and visits. Ⅳ means that nobody has to come.
    package var onlineLevel: OnlineLevel {
        features.online ?? (!channels.contains(.online) ? .guide : trips == 0 ? .whole : features.isPreChecked ? .preCheck : .acceptance)
    }

    /// 服务对象 in detail; an item for enterprises alone is for enterprises.
    package var audienceTypes: [AudienceType] {
        standing.audienceTypes.isEmpty ? audience.map { $0 == .person ? .person : .enterprise } : standing.audienceTypes
    }

    /// 行使层级 (GB/T 39046-2020 table A.2); 7 where several levels share it.
    package var exerciseLevel: String {
        let levels = Set(standing.levels)
        return levels.count > 1 ? "7" : (levels.first ?? office.level).exerciseLevel
    }

    /// 办件类型 (GB/T 39046-2020 table A.6): 1 done on the spot, 2 within a promised time, 9 where no time is promised.
    package var projectType: String { handling == .instant ? "1" : limits.promised == nil ? "9" : "2" }

    /// 物流快递: stated, or because one may apply by post.
    package var delivers: Bool { features.delivers ?? channels.contains(.post) }

    /// 进驻政务大厅: stated, or because there is a counter.
    package var isInHall: Bool { features.isInHall ?? channels.contains(.counter) }

    /// The share of review points that are a matter of judgement, 0 to 1.
    package var discretionShare: Double {
        reviewPoints.isEmpty ? 0 : Double(reviewPoints.count { $0.kind == .discretionary }) / Double(reviewPoints.count)
    }

    /// On that day it may be applied for.
    package func isInForce(on date: LocalDate) -> Bool {
        standing.state == .active && standing.effectiveFrom.map { $0 <= date } ?? true && standing.effectiveUntil.map { date < $0 } ?? true
    }

    /// The last day on which something of it was changed.
    package var lastRevised: LocalDate? { standing.revisions.map(\.date).max() }

    /// 实施主体性质: stated, or by the kind of body.
    package func agency(in catalogue: Catalogue) -> Agency {
        if let agency = standing.agency { return agency }
        if standing.delegation != nil { return .entrusted }
        return catalogue.departments[department]?.kind == .government ? .statutory : .authorised
    }

    /// 业务办理项编码, 33 characters; nil where the body has no credit code.
    package func handlingCode(_ item: HandlingItem, in catalogue: Catalogue) -> String? {
        implementation(in: catalogue).flatMap { ItemCode($0) }.flatMap { try? $0.handlingItem(item.number) }?.rawValue
    }
}
