import Catalogue
import Identity
import Kernel
import Messages
import Store

extension Agreement {
    /// Whether its end is near and nothing takes its place: no other agreement goes on from there.
    func endsSoon(_ others: [Agreement], on today: LocalDate, within days: Int) -> Bool {
        guard state(on: today) == .inForce, until <= today.adding(days: days) else { return false }
        return !others.contains { other in
            other.resource == resource && other.id != id && other.withdrawnAt == nil && other.from <= until.adding(days: 1)
                && other.until > until
        }
    }
}

extension DataCentre {
    /// Tells both sides of agreements whose term is about to end, of each term once: the body that shares, and every department that uses
    /// what it shares.
    func tellOfEndingAgreements(at now: Instant, in connection: any Connection) throws {
        let agreements = try ledger.agreements(of: nil, in: connection)
        let ending = agreements.filter { $0.endsSoon(agreements, on: now.date, within: settings.lapseNoticeDays) }
        guard !ending.isEmpty else { return }
        let (snapshot, used) = (catalogue.snapshot, try grants.all(in: connection).filter { $0.state == .granted })
        for agreement in ending {
            guard let resource = snapshot.resources[agreement.resource] else { continue }
            let (subject, occasion) = (AgreementNewsText.subject(resource.name), "agreement:\(agreement.id)/ends-\(agreement.until)")
            try tellStewards(
                of: [resource.owner], subject, AgreementNewsText.body(agreement, renewing: true), reference: occasion, at: now,
                in: connection)
            let users = Set(used.filter { $0.key.resource == resource.code }.map(\.key.department)).subtracting([resource.owner])
            try tellStewards(
                of: users, subject, AgreementNewsText.body(agreement, renewing: false), reference: occasion, at: now, in: connection)
        }
    }
}

/// The sentences by which the two sides of an agreement learn that it ends.
enum AgreementNewsText {
    static func subject(_ resource: Text) -> Text {
        Text("“\(resource.zh)”的共享协议快到期了", "The agreement on “\(resource.en)” ends soon")
    }

    /// - Parameter renewing: whether it is for the side that can make another.
    static func body(_ agreement: Agreement, renewing: Bool) -> Text {
        let end = Text(
            "协议有效期至 \(agreement.until.description)，用途：\(agreement.purpose)。到期后立即停止使用。",
            "It lasts until \(agreement.until.description), for: \(agreement.purpose). The use stops at once when it is over.")
        let rest =
            renewing
            ? Text("继续提供的，请在到期前到总操作台登记新的协议。", "If you go on sharing, register another in the console before then.")
            : Text(
                "还要用的，请和提供单位商定续签；不续的，相关事项要改由申请人自己填。",
                "If you still need it, agree on another with whoever shares; without one applicants have to fill it in themselves.")
        return Text(end.zh + rest.zh, end.en + " " + rest.en)
    }
}
