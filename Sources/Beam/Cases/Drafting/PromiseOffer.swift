import Catalogue
import Kernel

/// One promise that a draft may give, with the words that will be frozen, or has given.
struct PromiseOffer: Sendable {
    let kind: Promises.Kind
    /// The material, or the item for an approval.
    let code: String
    let name: Text
    let version: String
    /// What is promised, a line each.
    let words: [Text]
    /// What follows if it is not kept, and by when what happens.
    let terms: [(label: Text, value: Text)]
    let isGiven: Bool
}

extension OpenDraft {
    /// Whether any definition of the thing takes a promise that can be barred: only then is it worth a look at the record.
    static func takesBarredPromises(_ thing: Thing) -> Bool {
        thing.parts.contains { $0.item.approvalPromise != nil || $0.item.materials.contains { $0.deferral != nil } }
    }

    /// What may be promised now, approvals first since they change what else is asked. Whoever broke a promise of a kind is offered none of it.
    var promiseOffers: [PromiseOffer] {
        let all =
            checklist.includedItems.compactMap(approvalOffer) + checklist.materials.compactMap(certificateOffer)
            + checklist.materials.compactMap(deferralOffer)
        return all.filter { barred[$0.kind] == nil }
    }

    func offer(_ kind: Promises.Kind, _ code: String) -> PromiseOffer? { promiseOffers.first { $0.kind == kind && $0.code == code } }

    private func approvalOffer(_ item: ItemOutcome) -> PromiseOffer? {
        item.approval.map { promise in
            PromiseOffer(
                kind: .approval, code: item.item, name: item.name, version: promise.version, words: promise.conditions.map(\.text),
                terms: [
                    (PromiseText.ifUntrue, promise.consequence), (PromiseText.checkedWithin, promise.within.text),
                    (PromiseText.mendedWithin, promise.mending.text),
                ] + promise.bases.map { (PromiseText.basis, $0.citation) }, isGiven: item.isOnPromise)
        }
    }

    private func certificateOffer(_ outcome: MaterialOutcome) -> PromiseOffer? {
        guard let promise = outcome.promise else { return nil }
        let isGiven = if case .promised = outcome.state { true } else { false }
        return PromiseOffer(
            kind: .certificate, code: outcome.code, name: outcome.material.name, version: promise.version, words: [promise.text],
            terms: [(PromiseText.ifUntrue, promise.consequence)], isGiven: isGiven)
    }

    /// What is in hand is not promised for later.
    private func deferralOffer(_ outcome: MaterialOutcome) -> PromiseOffer? {
        guard let deferral = outcome.deferral, outcome.isDeferred || !attachments.contains(where: { $0.material == outcome.code }) else {
            return nil
        }
        return PromiseOffer(
            kind: .deferral, code: outcome.code, name: outcome.material.name, version: deferral.version, words: [deferral.text],
            terms: [
                (PromiseText.mayFollowWhen, deferral.cases),
                (PromiseText.follows, PromiseText.afterAcceptance(deferral.within.text, deferral.before.name)),
            ], isGiven: outcome.isDeferred)
    }
}
