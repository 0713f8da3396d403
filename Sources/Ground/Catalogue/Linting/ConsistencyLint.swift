import Kernel

/// The provincial rules by which one column of an item has to agree with another (facts/standards §1.6).
struct ConsistencyLint {
    let lint: Lint
    let item: ServiceItem
    let place: Place

    func run() {
        checkVisits()
        checkFees()
        checkContacts()
        checkTopics()
        checkLicensing()
        checkResults()
    }

    /// 网办深度, 到现场次数, 办理形式.
    private func checkVisits() {
        if item.trips == 0, item.tripsReason != nil { lint.find("trips-idle", at: place / "tripsReason", LintText.tripsIdle) }
        if item.features.online == .whole, item.trips > 0 {
            lint.find("online-visits", at: place / "online", LintText.onlineVisits(item.trips))
        }
        let isOnline = item.channels.contains(.online)
        if let level = item.features.online, level > .guide, !isOnline {
            lint.find("online-channel", at: place / "online", LintText.onlineChannel(level.name))
        }
        if item.trips == 0, !isOnline, !item.channels.contains(.post) {
            lint.find("visits-channel", at: place / "channels", LintText.visitsChannel)
        }
    }

    private func checkFees() {
        for (index, fee) in item.fees.enumerated() where fee.amount == .zero && fee.standard == nil {
            lint.find("fee-standard", at: place / "fees" / index, LintText.feeStandard(fee.name))
        }
        let isCharged = item.fees.contains { $0.amount > .zero }
        if isCharged, !lint.states("onlinePayment", of: item) {
            lint.find("fee-payment", at: place / "fees", LintText.feePayment)
        }
        if item.fees.isEmpty, item.features.takesPaymentOnline {
            lint.find("payment-idle", at: place / "onlinePayment", LintText.paymentIdle)
        }
    }

    /// 咨询电话 and 监督投诉电话: both can be dialled, and they are not one and the same office's.
    private func checkContacts() {
        lint.checkPhone(item.phone, at: place / "phone")
        lint.checkPhone(item.complaints, at: place / "complaints")
        if item.phone == item.complaints, item.phone != Phone.hotline {
            lint.find("phone-same", at: place / "complaints", LintText.samePhone(item.phone))
        }
        for (key, remedy) in [("reconsideration", item.reconsideration), ("litigation", item.litigation)] {
            if let phone = remedy?.phone { lint.checkPhone(phone, at: place / key / "phone") }
        }
    }

    /// 服务对象 and 主题: people's topics exactly where it is for people.
    private func checkTopics() {
        let topics = item.standing.topics
        if topics.isEmpty { return }
        for (index, name) in topics.enumerated() where !ConsistencyLint.sharedTopics.contains(name) {
            guard let topic = Topic.named(name), !item.audience.contains(topic.audience) else { continue }
            lint.find("topics", at: place / "topics" / index, LintText.topicOfOthers(name, topic.audience.name))
        }
        for audience in Audience.allCases {
            let hasOne = topics.contains { name in Topic.all.contains { $0.name.zh == name && $0.audience == audience } }
            if item.audience.contains(audience), !hasOne, !isShared(topics) {
                lint.find("topics", at: place / "topics", LintText.topicMissing(audience.name))
            }
        }
    }

    /// Many topics stand in both lists under one name, and `Topic` keeps them once.
    private func isShared(_ topics: [String]) -> Bool { topics.contains(where: ConsistencyLint.sharedTopics.contains) }

    private static let sharedTopics: Set<String> = [
        "设立变更", "准营准办", "抵押质押", "知识产权", "环保绿化", "公用事业", "医疗卫生", "社会保障", "民族宗教", "司法公证", "其他",
    ]

    /// 行政许可: every step, a limit of law, and an answer to what people ask.
    private func checkLicensing() {
        guard item.type == .licensing else { return }
        if item.limits.statutory == nil { lint.find("statutory", at: place / "limits", LintText.statutory) }
        let wanted: [ProcessStep.Code] = ProcessStep.Code.allCases.filter { item.handling == .promised || $0 != .review }
        let missing = wanted.filter { code in !item.steps.contains { $0.code == code } }
        if !missing.isEmpty { lint.find("licensing", at: place / "steps", LintText.stepsMissing(CatalogueText.list(missing.map(\.name)))) }
        if item.frequentQuestions.isEmpty { lint.find("licensing", at: place / "questionsAndAnswers", LintText.noQuestions) }
    }

    private func checkResults() {
        for (index, result) in item.results.enumerated() {
            let at = place / "results" / index
            if result.sample == nil { lint.find("result-sample", at: at, LintText.resultSample(index + 1)) }
            if case .document(let name) = result.kind, name.zh.hasSuffix("证") || name.zh.hasSuffix("证书") {
                lint.find("result-kind", at: at / "document", LintText.resultKind(name))
            }
        }
        for (index, point) in item.reviewPoints.enumerated() {
            let at = place / "reviewPoints" / index
            if point.kind == .discretionary, point.benchmark.count < 2 { lint.find("benchmark", at: at, LintText.benchmark(point.text)) }
            if point.kind == .objective, !point.benchmark.isEmpty {
                lint.find("benchmark", at: at / "benchmark", LintText.benchmarkIdle(point.text))
            }
        }
    }
}

/// Telephone numbers as one dials them.
enum Phone {
    /// Shanghai's one number for enquiries and complaints alike.
    static let hotline = "12345"

    /// `12345`, `962200`, `021-12345678`, `021-12345678-123`, `400-820-1234`.
    static func canBeDialled(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard !parts.isEmpty, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }) else { return false }
        let lengths = parts.map(\.count)
        if parts.count == 1 {
            let isShort = (3...6).contains(lengths[0]) && (text.hasPrefix("1") || text.hasPrefix("9"))
            return isShort || lengths[0] == 10 && text.hasPrefix("400") || lengths[0] == 11 && text.hasPrefix("1")
        }
        if parts[0] == "400" || parts[0] == "800" { return lengths == [3, 3, 4] || lengths == [3, 7] || lengths == [3, 4, 3] }
        return parts[0].hasPrefix("0") && (3...4).contains(lengths[0]) && (7...8).contains(lengths[1])
            && (parts.count == 2 || parts.count == 3 && lengths[2] <= 6)
    }
}
