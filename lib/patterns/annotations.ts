/** Annotations: text, which may be empty, as some operators ask for. */
import { mapOf, valueOf, type Shape } from '../model/shape';
import { anyText } from './words';

/** A map from keys of annotations to their text. */
export const annotationMap: Shape = mapOf(valueOf(anyText));
