package import Kernel

/// Every expected no of this room.
package enum LicenceRefusal: Error, Sendable, Hashable {
    case notFound
    case unknownType(String)
    case notAllowed(LicenceStatus, LicenceStatus)
    /// Somebody else holds the licence with that printed number.
    case otherHolder(String)

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
        case .notAllowed(let from, let to):
            Problem(
                "licences.not-allowed", status: 409, title: Text("证照不能这样变更", "The licence cannot change that way"),
                detail: Text("证照目前是“\(from.name.zh)”，不能改为“\(to.name.zh)”。", "It is “\(from.name.en)” and cannot become “\(to.name.en)”."))
        }
    }
}
