//! Digraphs: two characters that make one (RFC 1345, as vim 9.0 lists them), typed after Ctrl-K.

/// Triples: first, second, result. Arabic and presentation forms are left out.
#[allow(clippy::unicode_not_nfc)] // The Kelvin, Ohm and Angstrom signs are characters of their own.
const TABLE: &[&str] = &[
    "NS\u{a0}!I¡~!¡Ct¢c|¢Pd£$$£Cu¤ox¤Ye¥Y-¥BB¦||¦SE§':¨Co©cO©-aª<<«NO¬-,¬--\u{ad}Rg®'m¯-=¯DG°~o°+-±2S²22²3S³",
    "33³''´MyµPI¶pp¶.M·~.·',¸1S¹11¹-oº>>»14¼12½34¾?I¿~?¿A!ÀA`ÀA'ÁA>ÂA^ÂA?ÃA~ÃA:ÄA\"ÄAAÅA@ÅAEÆC,ÇE!ÈE`ÈE'ÉE>Ê",
    "E^ÊE:ËE\"ËI!ÌI`ÌI'ÍI>ÎI^ÎI:ÏI\"ÏD-ÐN?ÑN~ÑO!ÒO`ÒO'ÓO>ÔO^ÔO?ÕO~ÕO:Ö*X×/\\×O/ØU!ÙU`ÙU'ÚU>ÛU^ÛU:ÜY'ÝTHÞIpÞ",
    "ssßa!àa`àa'áa>âa^âa?ãa~ãa:äa\"äaaåa@åaeæc,çe!èe`èe'ée>êe^êe:ëe\"ëi!ìi`ìi'íi>îi^îi:ïd-ðn?ñn~ño!òo`òo'óo>ô",
    "o^ôo?õo~õo:ö-:÷o/øu!ùu`ùu'úu>ûu^ûu:üy'ýthþy:ÿy\"ÿA-Āa-āA(Ăa(ăA;Ąa;ąC'Ćc'ćC>Ĉc>ĉC.Ċc.ċC<Čc<čD<Ďd<ďD/Đd/đ",
    "E-Ēe-ēE(Ĕe(ĕE.Ėe.ėE;Ęe;ęE<Ěe<ěG>Ĝg>ĝG(Ğg(ğG.Ġg.ġG,Ģg,ģH>Ĥh>ĥH/Ħh/ħI?Ĩi?ĩI-Īi-īI(Ĭi(ĭI;Įi;įI.İi.ıIJĲijĳ",
    "J>Ĵj>ĵK,Ķk,ķkkĸL'Ĺl'ĺL,Ļl,ļL<Ľl<ľL.Ŀl.ŀL/Łl/łN'Ńn'ńN,Ņn,ņN<Ňn<ň'nŉNGŊngŋO-Ōo-ōO(Ŏo(ŏO\"Őo\"őOEŒoeœR'Ŕr'ŕ",
    "R,Ŗr,ŗR<Řr<řS'Śs'śS>Ŝs>ŝS,Şs,şS<Šs<šT,Ţt,ţT<Ťt<ťT/Ŧt/ŧU?Ũu?ũU-Ūu-ūU(Ŭu(ŭU0Ůu0ůU\"Űu\"űU;Ųu;ųW>Ŵw>ŵY>Ŷy>ŷ",
    "Y:ŸZ'Źz'źZ.Żz.żZ<Žz<žO9Ơo9ơOIƢoiƣyrƦU9Ưu9ưZ/Ƶz/ƶEDƷA<Ǎa<ǎI<Ǐi<ǐO<Ǒo<ǒU<Ǔu<ǔA1Ǟa1ǟA7Ǡa7ǡA3Ǣa3ǣG/Ǥg/ǥG<Ǧ",
    "g<ǧK<Ǩk<ǩO;Ǫo;ǫO1Ǭo1ǭEZǮezǯj<ǰG'Ǵg'ǵ;Sʿ'<ˇ'(˘'.˙'0˚';˛'\"˝A%ΆE%ΈY%ΉI%ΊO%ΌU%ΎW%Ώi3ΐA*ΑB*ΒG*ΓD*ΔE*ΕZ*ΖY*Η",
    "H*ΘI*ΙK*ΚL*ΛM*ΜN*ΝC*ΞO*ΟP*ΠR*ΡS*ΣT*ΤU*ΥF*ΦX*ΧQ*ΨW*ΩJ*ΪV*Ϋa%άe%έy%ήi%ίu3ΰa*αb*βg*γd*δe*εz*ζy*ηh*θi*ιk*κ",
    "l*λm*μn*νc*ξo*οp*πr*ρ*sςs*σt*τu*υf*φx*χq*ψw*ωj*ϊv*ϋo%όu%ύw%ώ'GϘ,GϙT3Ϛt3ϛM3Ϝm3ϝK3Ϟk3ϟP3Ϡp3ϡ'%ϴj3ϵIOЁD%Ђ",
    "G%ЃIEЄDSЅIIІYIЇJ%ЈLJЉNJЊTsЋKJЌV%ЎDZЏA=АB=БV=ВG=ГD=ДE=ЕZ%ЖZ=ЗI=ИJ=ЙK=КL=ЛM=МN=НO=ОP=ПR=РS=СT=ТU=УF=ФH=Х",
    "C=ЦC%ЧS%ШScЩ=\"ЪY=Ы%\"ЬJEЭJUЮJAЯa=аb=бv=вg=гd=дe=еz%жz=зi=иj=йk=кl=лm=мn=нo=оp=пr=рs=сt=тu=уf=фh=хc=цc%ч",
    "s%шscщ='ъy=ы%'ьjeэjuюjaяioёd%ђg%ѓieєdsѕiiіyiїj%јljљnjњtsћkjќv%ўdzџY3Ѣy3ѣO3Ѫo3ѫF3Ѳf3ѳV3Ѵv3ѵC3Ҁc3ҁG3Ґg3ґ",
    "A+אB+בG+גD+דH+הW+וZ+זX+חTjטJ+יK%ךK+כL+לM%םM+מN%ןN+נS+סE+עP%ףP+פZjץZJצQ+קR+רShשT+תB.Ḃb.ḃB_Ḇb_ḇD.Ḋd.ḋD_Ḏ",
    "d_ḏD,Ḑd,ḑF.Ḟf.ḟG-Ḡg-ḡH.Ḣh.ḣH:Ḧh:ḧH,Ḩh,ḩK'Ḱk'ḱK_Ḵk_ḵL_Ḻl_ḻM'Ḿm'ḿM.Ṁm.ṁN.Ṅn.ṅN_Ṉn_ṉP'Ṕp'ṕP.Ṗp.ṗR.Ṙr.ṙR_Ṟ",
    "r_ṟS.Ṡs.ṡT.Ṫt.ṫT_Ṯt_ṯV?Ṽv?ṽW!ẀW`Ẁw!ẁw`ẁW'Ẃw'ẃW:Ẅw:ẅW.Ẇw.ẇX.Ẋx.ẋX:Ẍx:ẍY.Ẏy.ẏZ>Ẑz>ẑZ_Ẕz_ẕh_ẖt:ẗw0ẘy0ẙA2Ả",
    "a2ảE2Ẻe2ẻE?Ẽe?ẽI2Ỉi2ỉO2Ỏo2ỏU2Ủu2ủY!ỲY`Ỳy!ỳy`ỳY2Ỷy2ỷY?Ỹy?ỹ;'ἀ,'ἁ;!ἂ,!ἃ?;ἄ?,ἅ!:ἆ?:ἇ1N\u{2002}1M\u{2003}",
    "3M\u{2004}4M\u{2005}6M\u{2006}1T\u{2009}1H\u{200a}-1‐-N–-M—-3―!2‖=2‗'6‘'9’.9‚9'‛\"6“\"9”:9„9\"‟/-†/=‡oo•",
    "..‥,.…%0‰1'′2'″3'‴1\"‵2\"‶3\"‷Ca‸<1‹>1›:X※'-‾/f⁄0S⁰4S⁴5S⁵6S⁶7S⁷8S⁸9S⁹+S⁺-S⁻=S⁼(S⁽)S⁾nSⁿ0s₀1s₁2s₂3s₃4s₄",
    "5s₅6s₆7s₇8s₈9s₉+s₊-s₋=s₌(s₍)s₎Li₤Pt₧W=₩=e€Eu€=R₽=P₽oC℃co℅oF℉N0№PO℗Rx℞SM℠TM™OmΩAOÅ13⅓23⅔15⅕25⅖35⅗45⅘16⅙",
    "56⅚18⅛38⅜58⅝78⅞1RⅠ2RⅡ3RⅢ4RⅣ5RⅤ6RⅥ7RⅦ8RⅧ9RⅨaRⅩbRⅪcRⅫ1rⅰ2rⅱ3rⅲ4rⅳ5rⅴ6rⅵ7rⅶ8rⅷ9rⅸarⅹbrⅺcrⅻ<-←-!↑->→-v↓<>↔",
    "UD↕<=⇐=>⇒==⇔FA∀dP∂TE∃/0∅DE∆NB∇(-∈-)∋*P∏+Z∑-2−-+∓*-∗Ob∘Sb∙RT√0(∝00∞-L∟-V∠PP∥AN∧OR∨(U∩)U∪In∫DI∬Io∮.:∴:.∵",
    ":R∶::∷?1∼CG∾?-≃?=≅?2≈=?≌HI≓!=≠=3≡=<≤>=≥<*≪*>≫!<≮!>≯(C⊂)C⊃(_⊆)_⊇0.⊙02⊚-T⊥.P⋅:3⋮.3⋯Eh⌂<7⌈>7⌉7<⌊7>⌋NI⌐(A⌒",
    "TR⌕Iu⌠Il⌡</〈/>〉Vs␣1h⑀3h⑁2h⑂4h⑃1j⑆2j⑇3j⑈4j⑉1.⒈2.⒉3.⒊4.⒋5.⒌6.⒍7.⒎8.⒏9.⒐hh─HH━vv│VV┃3-┄3_┅3!┆3/┇4-┈4_┉4!┊",
    "4/┋dr┌dR┍Dr┎DR┏dl┐dL┑Dl┒LD┓ur└uR┕Ur┖UR┗ul┘uL┙Ul┚UL┛vr├vR┝Vr┠VR┣vl┤vL┥Vl┨VL┫dh┬dH┯Dh┰DH┳uh┴uH┷Uh┸UH┻vh┼",
    "vH┿Vh╂VH╋FD╱BD╲TB▀LB▄FB█lB▌RB▐.S░:S▒?S▓fS■OS□RO▢Rr▣RF▤RY▥RH▦RZ▧RK▨RX▩sB▪SR▬Or▭UT▲uT△PR▶Tr▷Dt▼dT▽PL◀Tl◁",
    "Db◆Dw◇LZ◊0m○0o◎0M●0L◐0R◑Sn◘Ic◙Fd◢Bd◣*2★*1☆<H☜>H☞0u☺0U☻SU☼Fm♀Ml♂cS♠cH♡cD♢cC♣Md♩M8♪M2♫Mb♭Mx♮MX♯OK✓XX✗-X✠",
    "IS\u{3000},_、._。+\"〃+_〄*_々;_〆0_〇<+《>+》<'「>'」<\"『>\"』(\"【)\"】=T〒=_〓('〔)'〕(I〖)I〗-?〜A5ぁa5あI5ぃi5いU5ぅu5うE5ぇ",
    "e5えO5ぉo5おkaかgaがkiきgiぎkuくguぐkeけgeげkoこgoごsaさzaざsiしziじsuすzuずseせzeぜsoそzoぞtaたdaだtiちdiぢtUっtuつduづteてdeでtoとdoど",
    "naなniにnuぬneねnoのhaはbaばpaぱhiひbiびpiぴhuふbuぶpuぷheへbeべpeぺhoほboぼpoぽmaまmiみmuむmeめmoもyAゃyaやyUゅyuゆyOょyoよraらriりruる",
    "reれroろwAゎwaわwiゐweゑwoをn5んvuゔ\"5゛05゜*5ゝ+5ゞa6ァA6アi6ィI6イu6ゥU6ウe6ェE6エo6ォO6オKaカGaガKiキGiギKuクGuグKeケGeゲKoコGoゴSaサ",
    "ZaザSiシZiジSuスZuズSeセZeゼSoソZoゾTaタDaダTiチDiヂTUッTuツDuヅTeテDeデToトDoドNaナNiニNuヌNeネNoノHaハBaバPaパHiヒBiビPiピHuフBuブPuプ",
    "HeヘBeベPeペHoホBoボPoポMaマMiミMuムMeメMoモYAャYaヤYUュYuユYOョYoヨRaラRiリRuルReレRoロWAヮWaワWiヰWeヱWoヲN6ンVuヴKAヵKEヶVaヷViヸVeヹ",
    "Voヺ.6・-6ー*6ヽ+6ヾb4ㄅp4ㄆm4ㄇf4ㄈd4ㄉt4ㄊn4ㄋl4ㄌg4ㄍk4ㄎh4ㄏj4ㄐq4ㄑx4ㄒzhㄓchㄔshㄕr4ㄖz4ㄗc4ㄘs4ㄙa4ㄚo4ㄛe4ㄜaiㄞeiㄟauㄠouㄡanㄢ",
    "enㄣaNㄤeNㄥerㄦi4ㄧu4ㄨiuㄩv4ㄪnGㄫgnㄬ1c㈠2c㈡3c㈢4c㈣5c㈤6c㈥7c㈦8c㈧9c㈨ffﬀ",
];

/// The character of a digraph, in either order; the second character when there is none.
pub(crate) fn find(first: char, second: char) -> char {
    let mut swapped = None;
    for row in TABLE {
        let mut chars = row.chars();
        while let (Some(a), Some(b), Some(c)) = (chars.next(), chars.next(), chars.next()) {
            if (a, b) == (first, second) {
                return c;
            }
            if (b, a) == (first, second) {
                swapped = swapped.or(Some(c));
            }
        }
    }
    swapped.unwrap_or(second)
}

#[cfg(test)]
mod tests {
    #[test]
    fn either_order() {
        assert_eq!(
            ['é', 'é', '€', 'z'],
            [super::find('e', '\''), super::find('\'', 'e'), super::find('E', 'u'), super::find('q', 'z')]
        );
    }
}
