package import Kernel

/// Every expected no of this room.
package enum LicenceRefusal: Error, Sendable, Hashable {
    case notFound
    case unknownType(String)
    case notAllowed(LicenceStatus, LicenceStatus)
    /// Somebody else holds the licence with that printed number.
    case otherHolder(String)
    /// A search within one's scope that came to nothing.
    case nothingFound
    /// Another department issued it, or the role does not reach that far.
    case notYours
    /// An officer's own licence.
    case own
    /// Asked for without what its use demands.
    case noPurpose
    case noConsent
    case notUsable(LicenceStatus)
    case copyOver
    case correctionOver
    case notThatCorrection(CorrectionState, CorrectionAct)
    case alreadyDisputed
    case nothingCorrected
    case unreadableFile(Text)
    case tooManyRows(Int, most: Int)

    package var problem: Problem {
        switch self {
        case .notFound:
            Problem(
                "licences.not-found", status: 404, title: Text("没有找到这张证照", "No such licence"),
                detail: Text("请核对证照标识，或回到“我的证照”重新打开。", "Check its identifier, or open it again from your licences."))
        case .unknownType(let type):
            Problem(
                "licences.unknown-type", status: 422, title: Text("没有这种证照类型", "No such type of licence"),
                detail: Text("目录中没有“\(type)”，请先登记证照类型。", "The catalogue has no “\(type)”. Register the type first."))
        case .otherHolder(let number):
            Problem(
                "licences.other-holder", status: 409, title: Text("这个编号的证照是别人的", "The licence of that number is somebody else’s"),
                detail: Text("请核对证照编号“\(number)”：它的持证人不是申请人。", "Check the number “\(number)”: its holder is not the applicant."))
        case .nothingFound:
            Problem("licences.nothing-found", status: 404, title: RegisterText.nothing, detail: RegisterText.nothingHint)
        case .notYours:
            Problem(
                "licences.not-yours", status: 403, title: Text("这张证照不由您处理", "This licence is not yours to change"),
                detail: Text("请由发证机关有相应岗位的人员办理。", "An officer of the issuing department with the right role has to do it."))
        case .own:
            Problem(
                "licences.own", status: 403, title: Text("这是您自己的证照", "This is your own licence"),
                detail: Text("请由同事办理。", "A colleague has to do it."))
        case .noPurpose:
            Problem(
                "licences.no-purpose", status: 422, title: Text("没有写明用途", "No purpose was given"),
                detail: Text("使用证照要写明事项、办件和依据。", "A licence is used for an item and a case, on a legal basis: name them."))
        case .noConsent:
            Problem(
                "licences.no-consent", status: 403, title: Text("需要持证人同意", "The holder has to agree"),
                detail: Text(
                    "这类证照未经持证人同意不能使用，请先征得同意。", "A licence of this type is not used without its holder’s consent. Ask for it first."))
        case .notUsable(let status):
            Problem(
                "licences.not-usable", status: 409, title: Text("这张证照现在不能使用", "This licence cannot be used now"),
                detail: Text(
                    "它目前是“\(status.name.zh)”，或者还没有生效。请让申请人提交其他材料。",
                    "It is “\(status.name.en)”, or not yet in force. Ask the applicant for another document."))
        case .copyOver:
            Problem(
                "licences.copy-over", status: 410, title: Text("加注件已经过期", "The annotated copy has expired"),
                detail: Text("请回到办件，重新制作一份。", "Go back to the case and make another."))
        case .correctionOver:
            Problem(
                "licences.correction-over", status: 404, title: Text("没有这条异议", "No such objection"),
                detail: Text("请回到异议列表重新打开。", "Open it again from the list."))
        case .notThatCorrection(let from, let act):
            Problem(
                "licences.correction-state", status: 409, title: Text("这条异议不能这样处理", "The objection cannot be handled that way"),
                detail: Text(
                    "它目前是“\(from.name.zh)”，不能“\(act.name.zh)”。", "It is “\(from.name.en)”, so “\(act.name.en)” is not possible."))
        case .alreadyDisputed:
            Problem(
                "licences.already-disputed", status: 409, title: Text("已经提过异议，正在核实", "An objection is being looked at already"),
                detail: Text("答复后会通知您，不用重复提交。", "You will be told the answer. There is no need to object again."))
        case .nothingCorrected:
            Problem(
                "licences.nothing-corrected", status: 422, title: Text("没有改动", "Nothing was changed"),
                detail: Text("请改正有误的内容，或者选择不予更正并说明理由。", "Correct what is wrong, or refuse with a reason."))
        case .unreadableFile(let why):
            Problem("licences.unreadable-file", status: 422, title: Text("文件读不了", "The file cannot be read"), detail: why)
        case .tooManyRows(let found, let most):
            Problem(
                "licences.too-many-rows", status: 422, title: Text("行数太多", "Too many rows"),
                detail: Text(
                    "这一批有 \(found) 行，一次最多 \(most) 行，请分几次提交。",
                    "There are \(found) rows; at most \(most) are taken at once. Send them in parts."))
        case .notAllowed(let from, let to):
            Problem(
                "licences.not-allowed", status: 409, title: Text("证照不能这样变更", "The licence cannot change that way"),
                detail: Text("证照目前是“\(from.name.zh)”，不能改为“\(to.name.zh)”。", "It is “\(from.name.en)” and cannot become “\(to.name.en)”."))
        }
    }
}
