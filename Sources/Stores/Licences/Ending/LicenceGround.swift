package import Kernel

/// A legal ground for changing the state of a licence, as an officer chooses it. What is not in `table` is no ground.
package struct LicenceGround: Sendable, Hashable {
    /// Stable; kept with the event.
    package let code: String
    package let to: LicenceStatus
    package let from: Set<LicenceStatus>
    /// The article; nil where the register itself, and no law, knows the ground.
    package let law: String?
    package let name: Text

    init(_ code: String, to: LicenceStatus, from: Set<LicenceStatus> = [.active, .frozen], _ law: String?, _ name: Text) {
        self.code = code
        self.to = to
        self.from = from
        self.law = law
        self.name = name
    }

    /// The grounds that fit a step, in the order of the law.
    package static func grounds(from: LicenceStatus, to: LicenceStatus) -> [LicenceGround] {
        table.filter { $0.to == to && $0.from.contains(from) }
    }

    package static func named(_ code: String) -> LicenceGround? { table.first { $0.code == code } }

    /// As it is read: the ground, and the article behind it.
    package var text: Text { law.map { Text("\(name.zh)（\($0)）", "\(name.en) (\($0))") } ?? name }

    package static let table: [LicenceGround] = revocations + withdrawals + forfeitures + cancellations + freezes + releases

    private static let revocations: [LicenceGround] = [
        LicenceGround(
            "abuse", to: .revoked, "行政许可法 第六十九条第一款第一项", Text("滥用职权、玩忽职守作出的准予决定", "Granted by abuse of power or neglect of duty")),
        LicenceGround("beyond-powers", to: .revoked, "行政许可法 第六十九条第一款第二项", Text("超越法定职权作出的准予决定", "Granted beyond the authority’s powers")),
        LicenceGround("procedure", to: .revoked, "行政许可法 第六十九条第一款第三项", Text("违反法定程序作出的准予决定", "Granted against the procedure of law")),
        LicenceGround(
            "unqualified", to: .revoked, "行政许可法 第六十九条第一款第四项", Text("对不具备申请资格或者不符合法定条件的申请人准予", "Granted to an applicant who did not qualify")
        ),
        LicenceGround(
            "other-revocation", to: .revoked, "行政许可法 第六十九条第一款第五项", Text("依法可以撤销的其他情形", "Another case in which the law allows revoking")),
        LicenceGround(
            "fraud", to: .revoked, "行政许可法 第六十九条第二款", Text("以欺骗、贿赂等不正当手段取得", "Obtained by deceit, bribery or other improper means")),
    ]

    private static let withdrawals: [LicenceGround] = [
        LicenceGround(
            "law-changed", to: .withdrawn, "行政许可法 第八条第二款", Text("所依据的法律、法规、规章修改或者废止", "The law on which it rests was changed or repealed")),
        LicenceGround(
            "facts-changed", to: .withdrawn, "行政许可法 第八条第二款", Text("所依据的客观情况发生重大变化", "The facts on which it rests have changed greatly")),
    ]

    private static let forfeitures: [LicenceGround] = [
        LicenceGround("penalty", to: .forfeited, "行政处罚法 第九条第三项", Text("吊销许可证件的行政处罚决定", "A penalty that takes the licence away"))
    ]

    private static let cancellations: [LicenceGround] = [
        LicenceGround(
            "not-renewed", to: .cancelled, from: [.expired], "行政许可法 第七十条第一项", Text("有效期届满未延续", "Its period ended and it was not renewed")),
        LicenceGround(
            "death", to: .cancelled, from: [.active, .frozen, .expired], "行政许可法 第七十条第二项",
            Text("公民死亡或者丧失行为能力", "The person has died or lost legal capacity")),
        LicenceGround(
            "dissolved", to: .cancelled, from: [.active, .frozen, .expired], "行政许可法 第七十条第三项",
            Text("法人或者其他组织依法终止", "The body has been dissolved by law")),
        LicenceGround(
            "after-end", to: .cancelled, from: [.revoked, .withdrawn, .forfeited], "行政许可法 第七十条第四项",
            Text("许可已被撤销、撤回或者证件已被吊销", "It was revoked, withdrawn or forfeited before")),
        LicenceGround(
            "force-majeure", to: .cancelled, from: [.active, .frozen, .expired], "行政许可法 第七十条第五项",
            Text("因不可抗力导致许可事项无法实施", "Force majeure keeps it from being exercised")),
        LicenceGround(
            "other-cancellation", to: .cancelled, from: [.active, .frozen, .expired], "行政许可法 第七十条第六项",
            Text("法律、法规规定应当注销的其他情形", "Another case in which the law wants it cancelled")),
    ]

    private static let freezes: [LicenceGround] = [
        LicenceGround("suspended", to: .frozen, from: [.active], "行政处罚法 第九条第三项", Text("暂扣许可证件", "The licence is suspended as a penalty")),
        LicenceGround("disputed", to: .frozen, from: [.active], nil, Text("信息有异议，核实期间", "What it says is disputed and being checked")),
        LicenceGround("lost", to: .frozen, from: [.active], nil, Text("持证人报失", "The holder has reported it lost")),
        LicenceGround("assistance", to: .frozen, from: [.active], nil, Text("协助有权机关", "At the request of an authority entitled to it")),
    ]

    private static let releases: [LicenceGround] = [
        LicenceGround("term-over", to: .active, from: [.frozen], nil, Text("暂扣期满", "The suspension has ended")),
        LicenceGround("reason-gone", to: .active, from: [.frozen], nil, Text("冻结的原因已经消除", "The reason for freezing it is gone")),
    ]
}
